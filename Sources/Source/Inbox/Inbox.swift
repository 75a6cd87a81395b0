import AuditLog
package import Console
import Keys
package import Sealing
package import Verification
package import Visit
import Wire

/// A source comes back: a look, then a visit that reads the inbox.
package struct Inbox: Sendable {
    private let address: SiteAddress
    private let environment: Environment

    /// Nothing is asked or sent yet.
    package init(address: SiteAddress, environment: Environment) {
        self.address = address
        self.environment = environment
    }

    /// Reads the codename first: nothing is typed inside a visit.
    ///
    /// - Parameters:
    ///   - file: `-` for standard input; nil to ask at the terminal.
    ///   - reading: what is read besides the report's standing.
    /// - Returns: what the site shows, held against the codename's keys, with what could not be checked.
    /// - Throws: `CodenameError` where there is none, or no report under it; else what ended the visit.
    package func view(codenameFile file: String?, reading: Reading = .newest) async throws -> InboxView {
        try await view(Codename(file: file, dialogue: environment.dialogue), reading: reading)
    }

    /// Looks with a codename that is there already.
    ///
    /// - Returns: what the site shows, held against the codename's keys, with what could not be checked.
    /// - Throws: `CodenameError` where no report is under it; `VerificationError`, `UntimelySite`, `BrokenVisit` or
    ///   `VisitFault` for what ended the visit.
    package func view(_ codename: Codename, reading: Reading = .newest) async throws -> InboxView {
        let visits = CommandVisits(address, environment: environment)
        let keys = try SourceKeys(of: codename, at: address)
        let began = environment.now()
        let seen = try await visits.look()
        let visited = try await visits.full(
            FullErrand(after: seen, inbox: keys, reading: reading), began: attended(since: began))
        let report = try visited.report(seen, now: environment.now())
        return InboxView(
            report: report, message: visited.message, seen: seen, site: visited.site, now: environment.now())
    }

    /// Nil where nobody sits at the terminal.
    private func attended(since began: UInt64) -> UInt64? { environment.dialogue.isInteractive ? began : nil }
}

extension SourceKeys {
    /// Derives the keys of a codename at a site.
    ///
    /// - Throws: `notDerived`.
    init(of codename: Codename, at address: SiteAddress) throws(CodenameError) {
        do { try self.init(codename: codename, root: address.link.fingerprint) } catch {
            throw .notDerived(error)
        }
    }
}

extension Visited {
    /// The report that the visit asked for.
    ///
    /// - Throws: `CodenameError.unknown`; `UntimelySite` where the site is ahead of the clock; `VisitFault`.
    func report(_ seen: SeenSite, now: UInt64) throws -> CheckedReport {
        switch inbox {
        case .report(let report): return report
        case .unknownCodename: throw CodenameError.unknown(earlier: seen.follows)
        case .fault(let fault): throw fault
        case .unanswered: throw BrokenVisit()
        case .notAsked:
            if let untimely = UntimelySite(timeliness, now: now, zone: site.clock.zone) { throw untimely }
            throw VisitFault.otherAnswer(expected: .report)
        }
    }
}
