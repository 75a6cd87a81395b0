import Age
import Keys
import RPC
import Wire

/// What must hold of an agency's next keys before the log takes them: afterwards sources seal to them, and nobody can
/// take them back.
struct KeyRenewalCheck {
    /// The descriptor that is in force where they are logged.
    let descriptor: SiteDescriptor
    /// The newest keys of the other agencies.
    let others: [AgencyKeys]
    /// Seconds since 1970.
    let now: UInt64

    /// Seconds that keys hold at least: sources refuse the whole site when one agency's are over.
    private static let shortest: UInt64 = 86_400
    /// Seconds that keys hold at most.
    private static let longest: UInt64 = 366 * 86_400

    /// Serial and `previous` are the store's to check, in one transaction.
    func check(_ keys: AgencyKeys) throws(RPCError) {
        guard keys.format == 1 else {
            throw RPCError(.invalidArgument, "format \(keys.format)", field: "AgencyKeys.format", limit: 1)
        }
        guard keys.origin == descriptor.origin else {
            throw RPCError(.invalidArgument, "for another log", field: "AgencyKeys.origin")
        }
        guard let agency = descriptor.agencies.first(where: { $0.code == keys.agency }) else {
            throw RPCError(.permissionDenied, "not an agency of this site", field: "AgencyKeys.agency")
        }
        guard keys.isSigned(by: agency.identity, origin: descriptor.origin) else {
            throw RPCError(
                .unauthenticated, "not signed by the agency's identity", field: "AgencyKeys.signature")
        }
        try checkTime(keys.notAfter)
        do { try Recipient.hybrid(publicKey: keys.recipient).validate() } catch {
            throw RPCError(.invalidArgument, "nobody could seal to it", field: "AgencyKeys.recipient")
        }
        // An act key tells whose connection it is.
        guard Set(keys.acts).count == keys.acts.count,
            others.allSatisfy({ Set($0.acts).isDisjoint(with: keys.acts) })
        else { throw RPCError(.invalidArgument, "a key that stands twice", field: "AgencyKeys.acts") }
    }

    private func checkTime(_ notAfter: UInt64) throws(RPCError) {
        let (first, last) = (
            now.addingReportingOverflow(Self.shortest), now.addingReportingOverflow(Self.longest)
        )
        guard !first.overflow, !last.overflow, (first.partialValue...last.partialValue).contains(notAfter)
        else {
            throw RPCError(
                .invalidArgument, "keys hold for a day at least and 366 at most",
                field: "AgencyKeys.not_after", limit: last.partialValue)
        }
    }
}
