import AuditLog
import Foundation
import Keys
@testable import Storage
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Wire

let origin = "log.example/desa"
let agencies = ["bawaslu", "bkpsdm"]
/// Epochs of 10 seconds from second 1000 on.
let clock: EpochClock = {
    guard let clock = EpochClock(t0: 1000, epochSeconds: 10) else { fatalError("epochs of no length") }
    return clock
}()

func descriptor(serial: UInt32 = 0) -> SiteDescriptor {
    .sample {
        $0.serial = serial
        $0.notAfter = 2000
        $0.origin = origin
        $0.t0 = 1000
        $0.epochSeconds = 10
        $0.limits = Limits(envelope: 1 << 30, uploads: 2)
        $0.agencies = agencies.map { Agency(code: $0, name: $0, kind: .notSaid, identity: PublicKey()) }
    }
}

func keys(of agency: String, serial: UInt32 = 0) -> AgencyKeys {
    .sample(agency) {
        $0.origin = origin
        $0.serial = serial
        $0.notAfter = 2000
    }
}

func makeStore(
    _ directory: TemporaryFolder, faults: @escaping @Sendable (CloseStep) throws -> Void = { _ in }
) async throws -> SQLiteStore {
    try SQLiteStore.create(directory: directory.path, origin: origin)
    let store = try SQLiteStore(directory: directory.path, origin: origin, faults: faults)
    try await store.enqueue(.site(descriptor()))
    for agency in agencies { try await store.enqueue(.agencyKeys(keys(of: agency))) }
    try await store.closeEpoch(0)
    return store
}

func note(_ state: LogState) -> String { "\(origin)\n\(state.size)\n\(state.edge.root.hex)\n" }

let sign: PromiseSigner = { commitment, epoch in
    Promise(
        format: 1, origin: origin, commitment: commitment, epoch: epoch,
        signature: Signature(
            (commitment.bytes + commitment.bytes).map { $0 ^ UInt8(truncatingIfNeeded: epoch) })
            ?? Signature())
}

extension SQLiteStore {
    func planEpoch(_ number: UInt64) async throws -> PlannedBatch {
        try await plan(number: number) { input in
            var nonces = SeededGenerator(seed: number + 7777)
            return try BatchPlan.make(
                state: input.state, number: number, clock: clock, keySet: Hash(),
                publicEntries: input.publicEntries, pending: input.pending, u: 0.9, bump: false,
                fillerNonces: { nonces.bytes(32 * $0) })
        }
    }

    func finish(_ planned: PlannedBatch) async throws {
        try await advanceGuard(planned)
        try await publish(planned, checkpoint: note(planned.after))
        try await settle()
    }

    @discardableResult
    func closeEpoch(_ number: UInt64) async throws -> PlannedBatch {
        let planned = try await planEpoch(number)
        try await finish(planned)
        return planned
    }

    func stage(_ request: StageRequest) async throws -> StageOutcome {
        try await stage(request, promise: sign)
    }

    func staged(_ request: StageRequest) async throws -> Promised {
        let outcome = try await stage(request)
        guard case .promised(let promised) = outcome else {
            throw Unexpected(outcome: outcome)
        }
        return promised
    }
}

extension SQLiteStore {
    /// All of a report's questions and replies, as its inbox has them.
    func messages(of report: Hash) async throws -> [PublishedMessage] {
        var messages: [PublishedMessage] = []
        while let item = try await inboxItem(UInt64(messages.count + 1), of: report) { messages.append(item) }
        return messages
    }

    func newestActs(on report: Hash) async throws -> [Act] {
        try await log.read {
            try ReportRows.shownActs(report, of: agencies, origin: StorageTests.origin, in: $0).map {
                $0.act
            }
        }
    }
}

struct Unexpected: Error { let outcome: StageOutcome }
struct Fault: Error, Equatable {}

/// A report: everything follows from `seed`, but for the nonce.
func report(
    _ seed: UInt64, nonce: UInt64? = nil, mailbox: UInt64? = nil, outer: UInt64 = 0, size: Int = 31_744,
    now: UInt64 = 1005, agencies: [String] = agencies
) -> StageRequest {
    var bytes = SeededGenerator(seed: seed)
    let envelope = bytes.bytes(size)
    var mailboxKey = SeededGenerator(seed: (mailbox ?? seed) + 500_000)
    var random = SeededGenerator(seed: (nonce ?? seed) + 900_000)
    var outside = SeededGenerator(seed: outer + 123)
    return StageRequest(
        nonce: random.hash(),
        record: Record(
            format: 1,
            body: .reportReceived(ReportReceived(agencies: agencies, envelope: sha256(envelope)))),
        submission: StageRequest.Submission(
            mailbox: mailboxKey.hash(), outer: outside.hash(), keySet: Hash(),
            signature: Signature(bytes.bytes(64)) ?? Signature()),
        payload: .bytes(envelope), epoch: { clock.promiseEpoch(at: now, lastCut: $0) })
}

func message(
    _ seed: UInt64, on report: Hash, direction: Direction = .question, counter: UInt32,
    agency: String = agencies[0],
    now: UInt64 = 1005
) -> StageRequest {
    var bytes = SeededGenerator(seed: seed + 40_000)
    let envelope = bytes.bytes(31_744)
    return StageRequest(
        nonce: bytes.hash(),
        record: Record(
            format: 1,
            body: .messagePosted(
                MessagePosted(
                    agencies: direction == .supplement ? agencies : [agency], report: report,
                    direction: direction, agency: direction == .supplement ? "" : agency,
                    counter: counter, envelope: sha256(envelope)))),
        payload: .bytes(envelope), epoch: { clock.promiseEpoch(at: now, lastCut: $0) })
}

func makeAct(
    on report: Hash, counter: UInt32, previous: Hash, agency: String = agencies[0], state: CaseState = .triage
) -> Act {
    Act(
        format: 1, kind: .state, report: report, agency: agency, counter: counter, previous: previous,
        state: state,
        outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(), signer: PublicKey(),
        second: nil, signature: Signature())
}

func request(_ act: Act, nonce: UInt64, now: UInt64 = 1005) -> StageRequest {
    var bytes = SeededGenerator(seed: nonce + 70_000)
    return StageRequest(
        nonce: bytes.hash(), record: Record(format: 1, body: .act(ActRecorded(agencies: agencies, act: act))),
        epoch: { clock.promiseEpoch(at: now, lastCut: $0) })
}

extension StageRequest {
    var commitment: Hash {
        get throws { Commitment.of(nonce: nonce, record: try record.encoded()) }
    }

    var envelope: Hash { record.body.envelope ?? Hash() }
}
