package import AuditLog
import Cases
package import Console
package import RPC
package import Sealing
import Wire

/// A source comes back: one visit, site and then the inbox item by item.
package struct Inbox: Sendable {
    /// Items of one inbox; a site that has more of them never ends.
    static let limit: UInt32 = 4_096

    private let link: SiteLink
    private let proxy: Proxy?
    private let environment: Environment

    package init(link: SiteLink, proxy: Proxy?, environment: Environment) {
        self.link = link
        self.proxy = proxy
        self.environment = environment
    }

    package func view(_ codename: Codename) async throws(Failure) -> InboxView {
        let keys: SourceKeys
        do { keys = try SourceKeys(codename: codename, root: link.fingerprint) } catch {
            throw Failure(.inputOutput, "\(error)")
        }
        let connection = try await SiteConnection.open(link, proxy: proxy, now: environment.now())
        do {
            let view = try await read(connection, keys: keys)
            await connection.connection.close()
            return view
        } catch {
            await connection.connection.close()
            throw error
        }
    }

    private func read(_ connection: SiteConnection, keys: SourceKeys) async throws(Failure) -> InboxView {
        let site = connection.site
        let authentication = try connection.authentication(.source, key: keys.mailbox)
        var reply = try await item(0, connection, authentication)
        guard case .report(let shown) = reply.result else { throw somethingElse }
        let report = try CheckedReport(
            shown, site: site, mailbox: keys.mailbox.publicKey, now: environment.now())
        var questions = InboxQuestions(report: report.promise.commitment, agencies: report.record.agencies)
        var number: UInt32 = 0
        while reply.more {
            number += 1
            guard number <= Self.limit else {
                throw Failure(
                    .untrusted, "the inbox does not end, limit \(Self.limit) items", limit: UInt64(Self.limit))
            }
            reply = try await item(number, connection, authentication)
            guard case .message(let message) = reply.result else { throw somethingElse }
            questions.receive(message, site: site, keys: keys)
        }
        return InboxView(report: report, questions: questions, site: site)
    }

    private func item(
        _ number: UInt32, _ connection: SiteConnection, _ authentication: Authentication
    ) async throws(Failure) -> ExchangeReply {
        let reply: ExchangeReply
        do {
            reply = try await connection.connection.source.exchange(
                .inbox(InboxRequest(authentication: authentication, item: number)))
        } catch {
            throw Failure(error)
        }
        guard case .refused(let status) = reply.result else { return reply }
        guard status.code == .notFound, number == 0 else { throw Failure(RPCError(status)) }
        throw Failure(.unauthorised, InboxText.unknownCode(environment.dialogue.language), field: "codename")
    }

    private var somethingElse: Failure {
        Failure(.untrusted, "the site answered with another item than was asked for")
    }
}
