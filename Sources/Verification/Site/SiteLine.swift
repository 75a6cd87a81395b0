import RPC
import Synchronization
import Wire
import Words

/// The connection over which a site's log is read: where it breaks, another one goes on, the same for all who read.
///
/// What comes over the next one is believed no more than what came before; who reads goes on from where they stood.
final class SiteLine: Sendable {
    /// One of its connections.
    struct Held: Sendable {
        /// From 0, in the order in which they were made.
        let number: UInt64
        let connection: SiteConnection
    }

    private struct State {
        var held: Held
        var making: Task<Result<Held, VerificationError>, Never>?
        var isClosed = false
        /// Replies that came over any of the connections, to whomever.
        var replies: UInt64 = 0
    }

    private let again: SiteConnection.Again?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - connection: the first; closed with this.
    ///   - again: makes another one, ready for the same calls; nil where there is no other.
    init(_ connection: SiteConnection, again: SiteConnection.Again?) {
        state = Mutex(State(held: Held(number: 0, connection: connection)))
        self.again = again
    }

    /// Whether there will be another one.
    var goesOn: Bool { state.withLock { again != nil && !$0.isClosed } }

    /// Something came, to one of those who read.
    func wentOn() { state.withLock { $0.replies = $0.replies.plus(1) } }

    /// What came so far.
    var replies: UInt64 { state.withLock { $0.replies } }

    /// The newest one.
    var held: Held { state.withLock { $0.held } }

    /// Ends the newest one, and makes no other.
    func close() async {
        let connection = state.withLock { state in
            state.isClosed = true
            return state.held.connection
        }
        await connection.close()
    }

    /// Another connection than `broken`: made now, or by another reader meanwhile.
    ///
    /// - Returns: nil where there will be none.
    func renewed(after broken: Held) async throws(VerificationError) -> Held? {
        let made: Task<Result<Held, VerificationError>, Never>? = state.withLock { state in
            guard let again, !state.isClosed else { return nil }
            if state.held.number > broken.number {
                let held = state.held
                return Task { .success(held) }
            }
            if let making = state.making { return making }
            let making = Task { await make(again, after: broken) }
            state.making = making
            return making
        }
        return try await made?.value.get()
    }

    private func make(
        _ again: SiteConnection.Again, after broken: Held
    ) async -> Result<Held, VerificationError> {
        await broken.connection.close()
        let result: Result<Held, VerificationError>
        do throws(VerificationError) {
            result = .success(Held(number: broken.number.plus(1), connection: try await again()))
        } catch {
            result = .failure(error)
        }
        let isClosed = state.withLock { state in
            state.making = nil
            if case .success(let held) = result { state.held = held }
            return state.isClosed
        }
        if isClosed { await held.connection.close() }
        return result
    }
}

/// Goes on over a line after breaks, as long as something comes in between: to any of its readers, since all break with it.
struct SiteReading {
    private let line: SiteLine
    private var held: SiteLine.Held
    /// Attempts to connect among them.
    private var breaks = Breaks()
    private var replies: UInt64 = 0

    init(_ line: SiteLine) {
        self.line = line
        held = line.held
    }

    /// What calls are made on.
    var connection: SiteConnection { held.connection }

    /// Something came.
    func wentOn() { line.wentOn() }

    /// Takes another connection in place of the one that broke.
    ///
    /// - Parameter error: how the call ended.
    /// - Throws: the error, where it is a word of the site's, or broke too often; what is wrong with the site that answers now.
    mutating func resume(after error: RPCError) async throws(SiteError) {
        guard error.isCut else { throw .call(error) }
        let replies = line.replies
        if replies > self.replies { breaks.wentOn() }
        self.replies = replies
        while line.goesOn, await breaks.wait() {
            do throws(VerificationError) {
                guard let next = try await line.renewed(after: held) else { break }
                held = next
                return
            } catch {
                guard case .site(let refusal) = error, ![.unreachable, .tryLater].contains(refusal.kind)
                else {
                    continue
                }
                throw refusal
            }
        }
        throw .call(error)
    }
}

extension RPCError {
    /// Whether the call ended because its connection did, or because its server goes away.
    fileprivate var isCut: Bool {
        switch code {
        case .unavailable: true
        case .cancelled, .deadlineExceeded: !isPeers
        default: false
        }
    }
}
