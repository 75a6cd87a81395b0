import AuditLog
import Console
import Sealing
@testable import Source
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// A network that stands still: it neither ends a connection nor brings anything any more.
///
/// Whoever waits hears in time that the site is not reached, and the site lets go of the connection; how long both wait is shortened
/// here. A report's visit over such a network is in `BrokenNetworkTests`.
@Suite(.timeLimit(.minutes(10))) struct FrozenNetworkTests {
    /// Longer than a shortened wait on a busy machine, shorter than any that is not.
    private static let limit = Duration.seconds(9)

    @Test(arguments: [Relay.Side.up, .down], [Relay.Break.stands, .standsOneWay])
    func a_look_ends(_ side: Relay.Side, _ broken: Relay.Break) async throws {
        let server = try await SampleSourceServer.start(options: .impatient)
        // Before the first byte, in the handshake, within the first cell and the second.
        for offset in [0, 250, 20_000, 45_000] {
            let relay = try freezing(server, broken, side, at: offset)
            defer { relay.stop() }
            let visit = SourceVisit(
                server.address(over: relay), now: { SampleSourceSite.now }, random: System.random)
            let start = ContinuousClock.now
            let error = await #expect(throws: VerificationError.self) { _ = try await visit.look() }
            #expect(ContinuousClock.now - start < Self.limit, "\(offset)")
            #expect(error?.failure.kind == .unreachable, "\(offset)")
            #expect(try await eventually { server.isIdle }, "\(offset)")
        }
        await server.stop()
    }

    /// Where the network comes back, the rest is sent; where it does not, that is said.
    @Test(arguments: [Relay.Side.up, .down], [Relay.Break.stands, .standsOneWay])
    func an_upload_goes_on_or_ends(_ side: Relay.Side, _ broken: Relay.Break) async throws {
        let server = try await SampleSourceServer.start(options: .impatient)
        // Each try takes a minute, as with the limits of the program: then it is tried for ten.
        let clock = Mutex(SampleSourceSite.now)
        let environment = Environment(
            now: { clock.withLock { $0 } }, random: System.random,
            wait: { seconds in clock.withLock { $0 += seconds + 60 } },
            dialogue: SampleScript().dialogue(isInteractive: false))
        let seen = try await SourceVisit(server.address, now: environment.now, random: environment.random)
            .look()
        let keys = try SourceKeys(codename: .sample(), root: server.link.fingerprint)
        let readers = seen.site.descriptor.agencies.map(\.code)
        let sealed = try SealedSubmission(
            .sample, readers: readers, site: seen.site, keys: keys, random: environment.random)
        let delivery = SubmissionDelivery(
            visits: CommandVisits(server.address, environment: environment), environment: environment)
        guard case .accepted(let report, _) = try await delivery.deliver(sealed, seen: seen, began: nil)
        else { throw Missing() }
        func upload(
            _ note: String, over relay: Relay, pongTimeout: UInt64? = nil
        ) async throws -> AcceptedPromise {
            var address = server.address(over: relay)
            if let pongTimeout { address.limits.pongTimeout = pongTimeout }
            return try await SupplementUpload(address: address, environment: environment, keys: keys).send(
                Supplement.Draft(files: [], note: note), counter: 0, report: report.promise.commitment,
                readers: readers, seen: seen)
        }
        // Of what comes down, the promise is the last.
        let whole = Mutex(0)
        let counting = try Relay(to: server.link.port) { chunk in
            if chunk.side == .down { whole.withLock { $0 += chunk.bytes.count } }
            return chunk.bytes.count
        }
        defer { counting.stop() }
        _ = try await upload("Amplop.", over: counting)
        let answers = whole.withLock { $0 } - 200
        // In the handshake, within the site's cell, within the chunks and what is said to them.
        for offset in [250, 20_000, side == .up ? 60_000 : answers] {
            let relay = try freezing(server, broken, side, at: offset, connections: 2)
            defer { relay.stop() }
            let start = ContinuousClock.now
            _ = try await upload("Amplop di \(offset).", over: relay)
            #expect(ContinuousClock.now - start < Self.limit, "\(offset)")
            #expect(try await eventually { server.isIdle }, "\(offset)")
        }
        let relay = try freezing(server, broken, side, at: side == .up ? 60_000 : answers)
        defer { relay.stop() }
        await #expect(throws: AddingError.notSent) {
            _ = try await upload("Amplop lain.", over: relay, pongTimeout: 100)
        }
        #expect(try await eventually { server.isIdle })
        await server.stop()
    }

    /// Stands still behind so many bytes of one direction, on the first connections.
    private func freezing(
        _ server: SampleSourceServer, _ broken: Relay.Break, _ side: Relay.Side, at offset: Int,
        connections: Int = .max
    ) throws -> Relay {
        let passed = Mutex<[Int: Int]>([:])
        return try Relay(to: server.link.port, broken: broken) { chunk in
            guard chunk.side == side, chunk.connection < connections else { return chunk.bytes.count }
            return passed.withLock { passed in
                let before = passed[chunk.connection, default: 0]
                passed[chunk.connection] = before + chunk.bytes.count
                return min(chunk.bytes.count, max(offset - before, 0))
            }
        }
    }
}
