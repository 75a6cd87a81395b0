import AuditLog
import Console
import Foundation
import Sealing
@testable import Source
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// A network that drops a report's visit behind any byte, in either direction, once or each time; or neither ends it nor brings
/// anything any more, both ways or one.
///
/// Whatever the program says must be true: "received" where the site has it, "may have been received" where nobody here can know,
/// and "nothing was sent" only where the site has nothing. At, before and behind the last byte of each record, and within: nothing of a
/// record shows before that (`TLSRecordTests`), so these are all the ends there are. With `KENTONGAN_LONG` at every sixteenth byte.
/// It stands still in the handshake and within each cell.
@Suite(.timeLimit(.minutes(60))) struct BrokenNetworkTests {
    private static let isLong = ProcessInfo.processInfo.environment["KENTONGAN_LONG"] != nil
    /// Bytes of a full visit in each direction, the handshake left out: four cells, and what is around them.
    private static let length = 4 * 32_768 + 2_500

    /// Where a connection is cut whose records end so.
    private static func offsets(_ ends: [Int], _ broken: Relay.Break) -> [Int] {
        guard broken == .ends else {
            // In the handshake, and within each of the four cells.
            return [300] + (1...4).map { (ends.last ?? 0) - $0 * 32_768 + 10_000 }
        }
        if isLong { return Array(stride(from: 0, to: length, by: 16)) }
        let around = ends.flatMap { [$0 - 1, $0, $0 + 1] } + [1, 5, 6, 250, 1_500]
        // Of a connection that ends by itself the last bytes may be lost.
        return Set(around).filter { $0 >= 0 && $0 < (ends.last ?? 0) }.sorted()
    }

    private enum Said: Equatable {
        case received, mayHaveArrived, nothingSent
    }

    @Test(arguments: [Relay.Side.up, .down], Relay.Break.allCases)
    func what_is_said_is_true(_ side: Relay.Side, _ broken: Relay.Break) async throws {
        let server = try await SampleSourceServer.start(options: .impatient)
        let environment = server.environment()
        let seen = try await SourceVisit(server.address, now: environment.now, random: environment.random)
            .look()
        let keys = try SourceKeys(codename: .sample(), root: server.link.fingerprint)
        let sealed = try SealedSubmission(
            .sample, readers: seen.site.descriptor.agencies.map(\.code), site: seen.site, keys: keys,
            random: environment.random)
        let ends = try await recordEnds(sealed, seen, to: server, environment, side)
        // Four cells of three records each, besides the handshake's.
        #expect(ends.count >= 12)
        let offsets = Self.offsets(ends, broken)
        var counts: [Said: Int] = [:]
        for times in [1, 2] {
            for offset in offsets {
                server.state.withLock { state in
                    state.promised = [:]
                    state.submits = []
                }
                let said = try await deliver(
                    sealed, seen, to: server, environment, broken, side, at: offset, times: times)
                let isStored = server.state.withLock { !$0.promised.isEmpty }
                let place = "\(broken) \(side) \(offset), \(times) times"
                switch said {
                case .received: #expect(isStored, "\(place)")
                case .nothingSent:
                    #expect(server.state.withLock { $0.submits.isEmpty } && !isStored, "\(place)")
                // Broken once, the same bytes go once more.
                case .mayHaveArrived: #expect(times == 2, "\(place)")
                }
                #expect(Set(server.state.withLock { $0.submits }.map(\.envelope)).count <= 1)
                counts[said, default: 0] += 1
            }
        }
        // Each of the three comes, or the cuts were not where they should be.
        #expect(counts.count == 3, "\(counts)")
        await server.stop()
    }

    /// Behind which bytes of a whole visit the records of one side end.
    private func recordEnds(
        _ sealed: SealedSubmission, _ seen: SeenSite, to server: SampleSourceServer,
        _ environment: Environment, _ side: Relay.Side
    ) async throws -> [Int] {
        let bytes = Mutex<[UInt8]>([])
        let relay = try Relay(to: server.link.port) { chunk in
            if chunk.side == side { bytes.withLock { $0 += chunk.bytes } }
            return chunk.bytes.count
        }
        defer { relay.stop() }
        _ = try await SubmissionDelivery(
            visits: CommandVisits(server.address(over: relay), environment: environment),
            environment: environment
        ).deliver(sealed, seen: seen, began: nil)
        let all = bytes.withLock { $0 }
        var ends: [Int] = []
        var place = 0
        while place + 5 <= all.count {
            place += 5 + Int(all[place + 3]) << 8 + Int(all[place + 4])
            ends.append(place)
        }
        return ends
    }

    /// Brings a report through a network that breaks the first so many visits behind a byte.
    private func deliver(
        _ sealed: SealedSubmission, _ seen: SeenSite, to server: SampleSourceServer,
        _ environment: Environment,
        _ broken: Relay.Break, _ side: Relay.Side, at offset: Int, times: Int
    ) async throws -> Said {
        let passed = Passed()
        let relay = try Relay(to: server.link.port, broken: broken) { chunk in
            guard chunk.side == side, chunk.connection < times else { return chunk.bytes.count }
            return passed.pass(chunk.bytes.count, of: chunk.connection, limit: offset)
        }
        defer { relay.stop() }
        let delivery = SubmissionDelivery(
            visits: CommandVisits(server.address(over: relay), environment: environment),
            environment: environment)
        let said: Said
        do {
            guard case .accepted = try await delivery.deliver(sealed, seen: seen, began: nil) else {
                throw Missing()
            }
            said = .received
        } catch {
            try expectWords(error)
            said = Submission.mayHaveArrived(error) ? .mayHaveArrived : .nothingSent
        }
        // The site lets go by itself. What is still on its way there counts, and none of it may come within the next try.
        try #require(await eventually { server.isIdle })
        return said
    }

    /// No connection, in both languages: 69.
    private func expectWords(_ error: any Error) throws {
        let failure = try #require(error as? any Explainable).failure
        #expect(failure.kind == .unreachable)
        #expect(failure.text(.indonesian) != failure.text(.english))
    }
}

/// How many bytes of each connection went by.
private final class Passed: Sendable {
    private let counts = Mutex<[Int: Int]>([:])

    func pass(_ count: Int, of connection: Int, limit: Int) -> Int {
        counts.withLock { counts in
            let before = counts[connection, default: 0]
            counts[connection] = before + count
            return min(count, max(limit - before, 0))
        }
    }
}
