import AuditLog
package import Console
import Keys
import RPC
package import Sealing
package import Verification
import Visit
import Wire
import Words

/// A source comes back: one visit, site and then the inbox item by item.
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
    /// - Parameter file: `-` for standard input; nil to ask at the terminal.
    /// - Returns: what the site shows, held against the codename's keys, with what could not be checked.
    /// - Throws: `CodenameError` where there is none, or no report under it; else what ended the visit.
    package func view(codenameFile file: String?) async throws -> InboxView {
        try await view(Codename(file: file, dialogue: environment.dialogue))
    }

    /// Looks with a codename that is there already.
    ///
    /// - Returns: what the site shows, held against the codename's keys, with what could not be checked.
    /// - Throws: `CodenameError` where no report is under it; `VerificationError`, `UntimelySite` or
    ///   `VisitFault` for what ended the visit.
    package func view(_ codename: Codename) async throws -> InboxView {
        address.warnOfNetwork(environment.dialogue)
        let keys: SourceKeys
        do { keys = try SourceKeys(codename: codename, root: address.link.fingerprint) } catch {
            throw CodenameError.notDerived(error)
        }
        let visit = try await VisitConnection.dial(address)
        do {
            let view = try await view(try await visit.carry(.inbox(keys), now: environment.now), visit)
            await visit.close()
            return view
        } catch {
            await visit.close()
            throw error
        }
    }

    private func view(_ end: VisitConnection.End, _ visit: VisitConnection) async throws -> InboxView {
        switch end {
        case .finding(.inbox(let report, let questions, let site)):
            return InboxView(report: report, questions: questions, site: site, now: environment.now())
        case .finding(.untimely(_, let timeliness)):
            if let untimely = UntimelySite(timeliness, now: environment.now()) { throw untimely }
            throw VisitFault.otherAnswer(expected: .report)
        case .finding(.unknownCodename(let site)):
            let earlier = await SiteConnection(connection: visit.connection, site: site).earlierLog()
            throw CodenameError.unknown(earlier: earlier)
        case .finding(.fault(let fault)): throw fault
        case .finding: throw VisitFault.otherAnswer(expected: .report)
        case .failed(let error): throw VerificationError.site(.call(error))
        }
    }
}
