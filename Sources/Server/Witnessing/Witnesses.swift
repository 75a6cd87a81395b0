import AuditLog
import HTTP
import Keys
import Storage
import TransparencyLog
import Wire

/// What the log asks of its witnesses.
///
/// It never waits for them, and believes nothing that it cannot verify.
struct Witnesses: Sendable {
    let state: SiteState
    let publisher: Publisher
    let circle: WitnessCircle
    let directory: DataDirectory
    /// Where the log is written as files; empty for nowhere.
    let publishDirectory: String

    var store: any Store { state.store }

    /// Asks every witness what it knows of this log, before anything is signed.
    ///
    /// - Throws: `Contradiction` where one shows what contradicts the database.
    func askAll() async throws {
        let (clients, log) = (circle.clients, try state.logKey())
        try await withThrowingTaskGroup { group in
            for (index, client) in clients.enumerated() {
                let quick = WitnessClient(url: client.url, timeout: .milliseconds(2_500))
                group.addTask {
                    do throws(WitnessFault) {
                        let shown = try await quick.newest(of: log)
                        return (index, client, shown, nil as WitnessFault?)
                    } catch {
                        return (index, client, nil as VerifiedCheckpoint?, error)
                    }
                }
            }
            for try await (index, client, shown, fault) in group {
                if let shown {
                    try await examine(shown, by: .witness("\(client.url)"))
                    await circle.learn(index, known: shown.checkpoint.size)
                } else if fault?.outcome == .unreachable {
                    await circle.record(index, .unreachable, size: 0)
                }
            }
        }
    }

    /// Submits each newest checkpoint to every witness, each at its own pace, until cancelled.
    ///
    /// - Throws: `Contradiction` where one shows what contradicts the database: nothing may be signed then.
    func run() async throws {
        try await withThrowingTaskGroup { group in
            for index in circle.clients.indices {
                group.addTask { try await self.follow(index) }
            }
            group.addTask {
                self.circle.wake()
                while true {
                    try await Task.sleep(for: WitnessCircle.pause)
                    await self.circle.pausePassed()
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func follow(_ index: Int) async throws {
        for await _ in circle.events(index) {
            guard let head = store.head() else { continue }
            // With the clock in doubt a witness is asked again: what it signs says what time it is there.
            let isDone = await circle.hasCosigned(index, size: head.state.size)
            guard !isDone || !state.clockNow.isBelieved else { continue }
            let (outcome, names) = try await submit(head, to: index)
            // A server that ends says nothing of a witness that it did not wait for.
            try Task.checkCancellation()
            await circle.record(index, outcome, size: head.state.size, by: names)
        }
    }

    /// One checkpoint to one witness; what it gave is published.
    func submit(
        _ head: PublishedHead, to index: Int
    ) async throws -> (WitnessOutcome, names: [String]) {
        let client = circle.clients[index]
        let note = try SignedNote([UInt8](head.checkpoint.utf8))
        var exchange = WitnessExchange(size: head.state.size, known: await circle.known(index))
        var action = exchange.start()
        while true {
            switch action {
            case .submit(let old):
                let proof = try await store.proof(try ProofPlan.consistency(from: old, to: head.state.size))
                let request = try AddCheckpointRequest(oldSize: old, proof: proof, checkpoint: note)
                do throws(WitnessFault) {
                    action = exchange.receive(try await client.submit(request))
                } catch {
                    return (error.outcome, [])
                }
                await circle.learn(index, known: exchange.known)
            case .take(let lines):
                let names = try await take(lines, under: note, size: head.state.size)
                return (names.isEmpty ? .unusable : .cosigned, names)
            case .examine(let outcome):
                let shown = try? await client.newest(of: try state.logKey())
                if let shown { try await examine(shown, by: .witness("\(client.url)")) }
                return (outcome, [])
            case .end(let outcome):
                return (outcome, [])
            }
        }
    }

    /// - Returns: the witnesses whose lines were right and are published now; the rest is dropped.
    private func take(
        _ signatures: [NoteSignature], under note: SignedNote, size: UInt64
    ) async throws -> [String] {
        let witnesses = try await known()
        let lines = signatures.prefix(16).compactMap {
            try? WitnessLine($0, under: note.text, by: witnesses, latest: latestCosignature)
        }
        guard !lines.isEmpty else { return [] }
        _ = try await put(lines, under: size)
        var names: [String] = []
        for line in lines where !names.contains(line.witness.name) { names.append(line.witness.name) }
        return names
    }
}
