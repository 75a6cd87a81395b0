import AuditLog
package import Console
import Keys
import RPC
package import Sealing
package import Verification
import Wire
package import Words

/// A source comes back: one visit, site and then the inbox item by item.
package struct Inbox: Sendable {
    /// Items of one inbox; a site that has more of them never ends.
    static let limit: UInt32 = 4_096

    private let address: SiteAddress
    private let environment: Environment

    package init(address: SiteAddress, environment: Environment) {
        self.address = address
        self.environment = environment
    }

    /// Reads the codename first: nothing is typed inside a visit.
    ///
    /// - Parameter file: `-` for standard input; nil to ask at the terminal.
    package func view(codenameFile file: String?) async throws(Failure) -> InboxView {
        try await view(Codename(file: file, dialogue: environment.dialogue))
    }

    package func view(_ codename: Codename) async throws(Failure) -> InboxView {
        address.warnOfNetwork(environment.dialogue)
        let keys: SourceKeys
        do { keys = try SourceKeys(codename: codename, root: address.link.fingerprint) } catch {
            throw Failure(.inputOutput, "\(error)")
        }
        let connection = try await SiteConnection.open(address, now: environment.now())
        do {
            let view = try await read(connection, keys: keys)
            await connection.close()
            return view
        } catch {
            await connection.close()
            throw error
        }
    }

    private func read(_ connection: SiteConnection, keys: SourceKeys) async throws(Failure) -> InboxView {
        let site = connection.site
        let authentication = try connection.sourceAuthentication(keys.mailbox)
        var reply = try await item(0, connection, authentication)
        if case .refused(let status) = reply.result {
            guard status.code == .notFound else { throw Failure(RPCError(status)) }
            let earlier = await connection.earlierLog().map { InboxText.earlierLog($0) }
            throw Failure(
                .unauthorised, (earlier ?? InboxText.unknownCode)(environment.dialogue.language),
                field: "codename")
        }
        guard case .report(let shown) = reply.result else { throw somethingElse }
        let report = try CheckedReport(
            shown, site: site, mailbox: keys.mailbox.publicKey, now: environment.now())
        var questions = InboxQuestions(report: report.promise.commitment, agencies: report.record.agencies)
        var number: UInt32 = 0
        while reply.more {
            number += 1
            guard number <= Self.limit else {
                throw Failure(
                    .untrusted, "the inbox does not end, limit \(Self.limit) items", limit: UInt64(Self.limit)
                )
            }
            reply = try await item(number, connection, authentication)
            switch reply.result {
            case .message(let message): questions.receive(message, site: site, keys: keys)
            // An erased message: whether one is behind it, only asking tells.
            case .refused(let status) where status.code == .notFound:
                questions.receiveErased()
                reply.more = true
            case .refused(let status) where status.code == .outOfRange: reply.more = false
            case .refused(let status): throw Failure(RPCError(status))
            default: throw somethingElse
            }
        }
        return InboxView(report: report, questions: questions, site: site)
    }

    private func item(
        _ number: UInt32, _ connection: SiteConnection, _ authentication: Authentication
    ) async throws(Failure) -> ExchangeReply {
        do {
            return try await connection.connection.source.exchange(
                .inbox(InboxRequest(authentication: authentication, item: number)))
        } catch {
            throw Failure(error)
        }
    }

    private var somethingElse: Failure {
        Failure(.untrusted, "the site answered with another item than was asked for")
    }
}
