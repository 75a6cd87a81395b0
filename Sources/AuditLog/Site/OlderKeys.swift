import Keys
package import Wire

extension TrustedSite {
    /// Keys by which a source may verify what an agency signed: its newest ones, and older ones of which the agency's
    /// identity says that they were its own.
    ///
    /// A source has no log to look up when keys were replaced. That something was signed before that is what the server
    /// says, which takes nothing by older keys; that they were the agency's, the identity. The log tells everybody else.
    ///
    /// - Parameters:
    ///   - agency: whose keys are asked for.
    ///   - older: what the site gives, unverified.
    ///   - time: when it was signed, or soon after, in seconds since 1970: keys that were over by then do not count.
    /// - Returns: act keys, the newest first; none for another agency.
    package func actKeys(of agency: AgencyCode, older: [AgencyKeys], at time: UInt64? = nil) -> [PublicKey] {
        guard let newest = keys.first(where: { $0.agency == agency }) else { return [] }
        return newest.acts
            + older.filter { keys in
                keys.agency == agency && certifies(keys, before: newest)
                    && time.map { $0 <= keys.notAfter } ?? true
            }.flatMap { $0.acts }
    }

    /// Signed by the identity that the descriptor names now; those just before the newest are the ones that it names.
    private func certifies(_ older: AgencyKeys, before newest: AgencyKeys) -> Bool {
        guard older.serial < newest.serial, (try? older.check(in: descriptor)) != nil else { return false }
        guard older.serial.plus(1) == newest.serial else { return true }
        return (try? older.encoded()).map { sha256($0) } == newest.previous
    }
}
