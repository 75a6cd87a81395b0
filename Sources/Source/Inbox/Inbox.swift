import AuditLog
package import Console
import Keys
import RPC
package import Sealing
package import Verification
import Visit
import Wire
package import Words

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
    /// - Throws: `usage` without file and terminal; `badInput` for a mistyped codename; `missingFile` or
    ///   `inputOutput` for the file; `unauthorised` where the site has no such report; else what ended the
    ///   visit.
    package func view(codenameFile file: String?) async throws(Failure) -> InboxView {
        try await view(Codename(file: file, dialogue: environment.dialogue))
    }

    /// Looks with a codename that is there already.
    ///
    /// - Returns: what the site shows, held against the codename's keys, with what could not be checked.
    package func view(_ codename: Codename) async throws(Failure) -> InboxView {
        address.warnOfNetwork(environment.dialogue)
        let keys: SourceKeys
        do { keys = try SourceKeys(codename: codename, root: address.link.fingerprint) } catch {
            throw Failure(.inputOutput, "\(error)")
        }
        let visit = try await VisitConnection.open(address)
        do {
            let view = try await view(try await visit.run(.inbox(keys), now: environment.now), visit)
            await visit.close()
            return view
        } catch {
            await visit.close()
            throw error
        }
    }

    private func view(
        _ end: VisitConnection.End, _ visit: VisitConnection
    ) async throws(Failure) -> InboxView {
        let language = environment.dialogue.language
        switch end {
        case .finding(.inbox(let report, let questions, let site)):
            return InboxView(report: report, questions: questions, site: site, now: environment.now())
        case .finding(.untimely(_, let timeliness)):
            throw Failure(timeliness, now: environment.now(), language: language)
                ?? Failure(.otherAnswer(expected: .report), language: language)
        case .finding(.unknownCodename(let site)):
            let earlier = await SiteConnection(connection: visit.connection, site: site).earlierLog()
            let text = earlier.map { InboxText.earlierLog(origin: $0.origin, cause: $0.cause.label) }
            throw Failure(
                .unauthorised, (text ?? InboxText.unknownCode)(language), field: "codename")
        case .finding(.fault(let fault)): throw Failure(fault, language: language)
        case .finding: throw Failure(.otherAnswer(expected: .report), language: language)
        case .failed(let error): throw Failure(error)
        }
    }
}
