import AuditLog
import Console
import Foundation
import Keys
import RPC
import Sealing
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

/// Whoever answers a verifier may send anything: it ends with a message, in bounded time and after bounded bytes.
@Suite(.timeLimit(.minutes(3))) struct HostileVerifyTests {
    private let sample: SampleReview
    private let start = ContinuousClock.now

    init() throws {
        sample = try SampleReview.busy().sample
    }

    /// Generous, a debug build on a busy machine: what these tests try would never end.
    private func expectSoon(
        within time: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(ContinuousClock.now - start < time, sourceLocation: sourceLocation)
    }

    @Test func honestBytesPass() async throws {
        let site = try HostileSite(sample)
        let outcome = try await site.verify(.agency(sample.bawaslu))
        #expect(outcome.report.failures == [] && outcome.report.result == .ok)
    }

    /// Behind a false entry the site goes on no more: of records that were not reached nothing is said.
    @Test func what_is_not_given_is_not_said_to_be_false() async throws {
        var entries = sample.entries
        entries[100][entries[100].count - 1] ^= 1
        let site = try HostileSite(
            sample,
            entries: { [entries] request, replies in
                guard request.first == 0 else { throw RPCError(.internal, "") }
                let bytes = try TransparencyLog.EntryBundle.encode(entries[..<256])
                try await replies.send(Wire.EntryBundle(first: 0, bundle: bytes))
                throw RPCError(.internal, "")
            })
        let outcome = try await site.verify(.agency(sample.bawaslu))
        #expect(outcome.cut != nil && outcome.report.result == .failed)
        #expect(outcome.report.counts.entries == 256)
        #expect(!outcome.report.failures.isEmpty)
        for failure in outcome.report.failures {
            #expect(failure.index.map { (100...256).contains($0) } == true, "\(failure)")
        }
    }

    @Test func bundlesThatNeverEnd() async throws {
        let entries = sample.entries
        let site = try HostileSite(
            sample,
            entries: { _, replies in
                var first: UInt64 = 0
                while true {
                    let part = entries[Int(first) % 1_024..<Int(first) % 1_024 + 256]
                    let bytes = try TransparencyLog.EntryBundle.encode(part)
                    try await replies.send(Wire.EntryBundle(first: first, bundle: bytes))
                    first += 256
                }
            })
        let outcome = try await site.verify()
        #expect(outcome.report.result == .failed)
        #expect(outcome.report.failures.contains { $0.expected == "no entry" && $0.index == 1_024 })
        #expect(site.sent.withLock { $0 } < 100)
        expectSoon()
    }

    /// Under a checkpoint of the largest size there can be, which the log itself signed.
    @Test(arguments: [0, 77, 65_535])
    func aLogOfTwoToTheSixtyThree(_ length: Int) async throws {
        let entry = [UInt8](repeating: 7, count: length)
        let count = length > 300 ? 1 : 256
        let site = try HostileSite(
            sample,
            entries: { _, replies in
                var first: UInt64 = 0
                let bytes = try TransparencyLog.EntryBundle.encode(
                    [[UInt8]](repeating: entry, count: count)[...])
                while true {
                    try await replies.send(Wire.EntryBundle(first: first, bundle: bytes))
                    first += UInt64(count)
                }
            })
        let outcome = try await site.verify(note: try site.note(size: Checkpoint.maximumSize))
        #expect(outcome.report.result == .failed)
        // Under no descriptor there is no key; of what is no entry, enough is soon enough.
        let isUnsigned = outcome.report.failures.contains { $0.code == .signatureInvalid }
        #expect(isUnsigned || outcome.report.failureCount > 1_000)
        #expect(outcome.report.counts.entries < 10_000)
        // Of the longest entries one goes into a message: 4,096 that are not sealed, and what was under way.
        #expect(site.sent.withLock { $0 } < 8_000)
        // A quarter of a gigabyte is copied and hashed, which takes an address sanitizer beside others half a minute.
        expectSoon(within: .seconds(60))
    }

    @Test func silenceEnds() async throws {
        let entries = sample.entries
        let site = try HostileSite(
            sample,
            entries: { _, replies in
                let bytes = try TransparencyLog.EntryBundle.encode(entries[..<100])
                try await replies.send(Wire.EntryBundle(first: 0, bundle: bytes))
                try await Task.sleep(for: .seconds(3_600))
            })
        let failure = await #expect(throws: VerificationError.self) {
            try await site.verify(progressTimeout: .milliseconds(300))
        }
        #expect(failure?.kind == .unreachable)
        #expect(failure?.message.contains("next to nothing") == true)
        expectSoon()
    }

    /// An entry at a time, each just in time.
    @Test func aTrickleEnds() async throws {
        let entries = sample.entries
        let site = try HostileSite(
            sample,
            entries: { _, replies in
                for (index, entry) in entries.enumerated() {
                    let bytes = try TransparencyLog.EntryBundle.encode([entry])
                    try await replies.send(Wire.EntryBundle(first: UInt64(index), bundle: bytes))
                    try await Task.sleep(for: .milliseconds(50))
                }
            })
        let failure = await #expect(throws: VerificationError.self) {
            try await site.verify(progressTimeout: .milliseconds(300))
        }
        #expect(failure?.kind == .unreachable)
        expectSoon()
    }

    @Test func openingsOutOfOrder() async throws {
        let opened = try #require(sample.openings(for: .agency("bawaslu")).first)
        let site = try HostileSite(
            sample, openings: { replies in while true { try await replies.send(opened) } })
        let outcome = try await site.verify(.agency(sample.bawaslu))
        #expect(outcome.report.failures.contains { $0.field == "OpenedEntry.index" })
        #expect(site.sent.withLock { $0 } < 10_000)
        expectSoon()
    }

    @Test func openingsBeyondTheLog() async throws {
        let own = sample.openings(for: .agency("bawaslu"))
        let site = try HostileSite(
            sample,
            openings: { replies in
                for opened in own { try await replies.send(opened) }
                var more = own[0]
                more.index = 1_024
                while true {
                    try await replies.send(more)
                    more.index += 1
                }
            })
        let outcome = try await site.verify(.agency(sample.bawaslu))
        #expect(outcome.report.result == .ok)
        #expect(site.sent.withLock { $0 } < 10_000)
        expectSoon()
    }

    @Test func envelopesThatNeverEnd() async throws {
        let site = try HostileSite(
            sample,
            chunks: { replies in
                let chunk = EnvelopeChunk(data: [UInt8](repeating: 1, count: 65_536))
                while true { try await replies.send(chunk) }
            })
        let outcome = try await site.verify(.agency(sample.bawaslu))
        #expect(outcome.report.failures.contains { $0.code == .envelopeMismatch })
        #expect(site.sent.withLock { $0 } < 2_000)
        expectSoon()
    }

    @Test func envelopesOfNoLength() async throws {
        var own = sample.openings(for: .agency("bawaslu"))
        for index in own.indices { own[index].length = 1 << 62 }
        let openings = own
        let site = try HostileSite(
            sample,
            openings: { replies in for opened in openings { try await replies.send(opened) } },
            chunks: { replies in
                let chunk = EnvelopeChunk(data: [UInt8](repeating: 1, count: 65_536))
                while true { try await replies.send(chunk) }
            })
        let outcome = try await site.verify(.agency(sample.bawaslu))
        #expect(outcome.report.failures.contains { $0.field == "OpenedEntry.length" })
        #expect(site.sent.withLock { $0 } < 2_000)
        expectSoon()
    }

    /// What is missing is missing, also where the site says so itself.
    @Test func withheldEnvelopeAndOpening() async throws {
        let site = try HostileSite(sample, chunks: { _ in })
        let none = try await site.verify(.agency(sample.bawaslu))
        #expect(Set(none.report.failures.map(\.code)) == [.envelopeMismatch])
        #expect(none.report.failures.allSatisfy { $0.found == "none" })
        var own = sample.openings(for: .agency("bawaslu"))
        own[0].length = 0
        let openings = own
        let erased = try HostileSite(
            sample, openings: { replies in for opened in openings { try await replies.send(opened) } })
        let outcome = try await erased.verify(.agency(sample.bawaslu))
        #expect(outcome.report.failures.map(\.code) == [.unaccounted])
    }

    @Test func proofsThatAreTooLong() async throws {
        let old = try TemporaryFolder()
        try sample.writeTiles(to: old, batch: 1)
        let kept = try await MonitorCheck(
            source: TileDirectory(directory: old.path), pins: try sample.pins, maximumAge: nil
        ).run(kept: nil, now: SampleReview.t0).state
        let site = try HostileSite(sample, proof: [Hash](repeating: sha256([2]), count: 126))
        let source = SiteLog(try await site.connect())
        let (finding, next) = try await MonitorCheck(
            source: source, pins: try sample.pins, maximumAge: nil
        ).run(kept: kept, now: SampleReview.t0 + 3_000)
        let output = MonitorOutput(finding, .english)
        #expect(output.status == .critical)
        #expect(output.message.contains("fork at entry 512: consistency"))
        #expect(next == nil)
        expectSoon()
    }
}
