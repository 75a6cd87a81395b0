import AuditLog
import HTTP
import ServiceLifecycle
import Storage
import TransparencyLog
import Wire

// A log whose newest epoch is long overdue was off, or it was put back from a copy, guard and all. The database cannot tell
// which, and in the second case one more signature is the second root of a size. So somebody outside is asked first.
extension Witnesses {
    /// How one witness answered before anything was signed.
    private enum Word {
        /// It knows no more of the log than the database does.
        case knowsNoMore
        /// It says to know more, or another tree, and shows nothing that the log's key signed.
        case contradicts
        case silent
    }

    /// Asks every witness what it knows of this log, before anything is signed.
    ///
    /// A start that is overdue by two epochs and an hour waits until one has said that it knows no more, and none says that
    /// it knows better: its bare word stops no log that runs, but it keeps one that was off for long from going on.
    ///
    /// - Throws: `Contradiction` where one shows what contradicts the database; `CancellationError` where the server is
    ///   told to end while it waits.
    func askBeforeSigning() async throws {
        let site = state.site
        guard site.clock.isLate(site.epoch.scheduled, at: state.now()) else { return try await askAll() }
        guard !circle.isEmpty else { return circle.log.tell(.noWitnessToAsk) }
        try await cancelWhenGracefulShutdown {
            var isTold = false
            while try await !isCleared() {
                if !isTold { circle.log.tell(.waitsForWitness(count: circle.clients.count)) }
                isTold = true
                try await Task.sleep(for: WitnessCircle.pause)
            }
            if isTold { circle.log.tell(.witnessSaid) }
        }
    }

    /// Whether one knows no more, and none contradicts; all are asked at once.
    private func isCleared() async throws -> Bool {
        let words = try await withThrowingTaskGroup(of: Word.self) { group in
            for index in circle.clients.indices { group.addTask { try await ask(index) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try Task.checkCancellation()
        return words.contains(.knowsNoMore) && !words.contains(.contradicts)
    }

    /// What the witness shows, and what it says of the newest checkpoint, which is published already: submitting it signs
    /// nothing, and the cosignature that comes back also says what time it is there.
    private func ask(_ index: Int) async throws -> Word {
        let quick = WitnessClient(url: circle.clients[index].url, timeout: .milliseconds(2_500))
        let shown = try? await quick.newest(of: try state.logKey())
        if let shown {
            try await examine(shown, by: .witness("\(quick.url)"))
            await circle.learn(index, known: shown.checkpoint.size)
        }
        guard let head = store.head() else { return .silent }
        let (outcome, names) = try await submit(head, to: index)
        try Task.checkCancellation()
        await circle.record(index, outcome, size: head.state.size, by: names)
        return switch outcome {
        case .cosigned: .knowsNoMore
        case .ahead, .disputed: .contradicts
        // It does not know this log at all.
        case .refused(status: 404): .knowsNoMore
        case .refused, .unreachable, .unusable, .waiting: shown == nil ? .silent : .knowsNoMore
        }
    }
}
