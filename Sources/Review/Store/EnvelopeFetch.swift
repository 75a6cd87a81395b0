import Cases
import CaseStore
import Primitives
import RPC
import Verification
import Wire

/// Fetches the envelopes that a store wants, a few cases at a time, and keeps each as far as it came.
struct EnvelopeFetch {
    let store: CaseStore
    let session: ReviewSession
    let reader: CaseReader

    /// Cases that are fetched at once.
    private static let atOnce = 8
    /// Bytes of an envelope that are held in memory, then stored; and of finished ones in one transaction.
    private static let held = 16 * StoredEnvelope.partLength
    private static let together = 4 << 20

    /// Fetches all there is to fetch.
    ///
    /// - Parameter progress: cases done, and how many there are.
    /// - Returns: envelopes that came to their end.
    /// - Throws: what broke it off; what came until then is kept.
    func run(_ progress: (UInt64, UInt64) -> Void) async throws -> Int {
        let wanted = try store.summaries().rows.filter { $0.wanted > 0 }.map(\.id)
        guard !wanted.isEmpty else { return 0 }
        return try await withThrowingTaskGroup(of: [FetchedContent].self) { group in
            var rest = wanted[...]
            var done: UInt64 = 0
            var count = 0
            var finished: [FetchedContent] = []
            var bytes = 0
            func start(_ group: inout ThrowingTaskGroup<[FetchedContent], any Error>) {
                guard let id = rest.popFirst() else { return }
                group.addTask { try await fetch(id) }
            }
            for _ in 0..<Self.atOnce { start(&group) }
            do {
                while let contents = try await group.next() {
                    start(&group)
                    finished += contents
                    bytes += contents.flatMap { $0.parts ?? [] }.reduce(0) { $0 + $1.count }
                    count += contents.count { !$0.content.isWanted }
                    done = done.plus(1)
                    progress(done, UInt64(wanted.count))
                    if bytes >= Self.together {
                        try store.finish(finished)
                        (finished, bytes) = ([], 0)
                    }
                }
            } catch {
                // What others brought to an end is not asked for again.
                try store.finish(finished)
                throw error
            }
            try store.finish(finished)
            return count
        }
    }

    /// All that one case wants, its report first: what came later is read by its author's key.
    private func fetch(_ id: Hash) async throws -> [FetchedContent] {
        guard var file = try store.file(id) else { return [] }
        var contents: [FetchedContent] = []
        for record in file.wanted {
            let fetched = try await fetch(record, of: file)
            file.set(fetched.content, at: record.index)
            contents.append(fetched)
        }
        return contents
    }

    private func fetch(_ record: CaseRecord, of file: CaseFile) async throws -> FetchedContent {
        var fetched = FetchedContent(id: file.id, index: record.index, content: .waiting, parts: nil)
        guard let hash = record.envelope else { return fetched }
        guard record.opened.length > 0 else {
            fetched.content = file.erased.contains(record.commitment) ? .erased : .gone
            return fetched
        }
        let limit = SiteLog(session).envelopeLimit
        guard record.opened.length <= limit else {
            fetched.content = .refused("\(record.opened.length) bytes, limit \(limit)")
            return fetched
        }
        do {
            let arrival = try await arrive(record, hash, of: file)
            fetched.content = reader.content(of: arrival.envelope, found: arrival.found, expected: hash)
            // Of what is not the recorded one nothing stays, and of what is sealed to others.
            fetched.parts = fetched.content.isStored ? arrival.parts : []
            return fetched
        } catch VerificationError.site(.call(let error)) where error.isPeers && !Self.breaksOff(error) {
            fetched.content =
                error.code == .notFound
                ? (file.erased.contains(record.commitment) ? .erased : .gone) : .refused("\(error)")
            fetched.parts = []
            return fetched
        }
    }

    /// Whether the same call can succeed in a moment.
    private static func breaksOff(_ error: RPCError) -> Bool {
        [.unavailable, .cancelled, .deadlineExceeded, .aborted].contains(error.code)
    }

    private struct Arrival {
        var envelope: OpenedEnvelope
        var found: Hash
        /// Nil where they are stored.
        var parts: [[UInt8]]?
    }

    /// Goes on behind what is stored; no byte is asked for twice.
    private func arrive(_ record: CaseRecord, _ hash: Hash, of file: CaseFile) async throws -> Arrival {
        var envelope = reader.envelope(of: record, in: file)
        var parts: UInt64 = 0
        try store.readParts(of: file.id, at: record.index) { part in
            _ = envelope.receive(part)
            parts = parts.plus(1)
        }
        var pending = PieceBuffer(length: StoredEnvelope.partLength)
        if envelope.length < record.opened.length {
            var stream = session.envelope(hash, from: envelope.length)
            while envelope.length <= record.opened.length, let chunk = try await stream.reply() {
                _ = envelope.receive(chunk.data)
                pending.append(chunk.data)
                guard pending.count >= Self.held else { continue }
                let pieces = pending.take(all: false)
                try store.append(pieces, from: parts, of: file.id, at: record.index)
                parts = parts.plus(UInt64(pieces.count))
            }
        }
        let found = envelope.finish().hash
        let rest = pending.take(all: true)
        guard parts > 0 else { return Arrival(envelope: envelope, found: found, parts: rest) }
        try store.append(rest, from: parts, of: file.id, at: record.index)
        return Arrival(envelope: envelope, found: found, parts: nil)
    }
}

extension CaseFile {
    /// Proven records whose envelopes are to be fetched, the report's first.
    fileprivate var wanted: [CaseRecord] {
        let wanted = records.filter { $0.isProven && $0.content.isWanted }
        return wanted.filter { $0.commitment == id } + wanted.filter { $0.commitment != id }
    }
}

extension CaseContent {
    /// Whether the envelope's bytes are worth keeping: they are the recorded ones, and somebody here may read them.
    fileprivate var isStored: Bool {
        switch self {
        case .report, .supplement, .message, .reason, .garbage, .unknownKeySet: true
        default: false
        }
    }
}
