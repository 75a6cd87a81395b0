package import AuditLog
package import Sealing
import TransparencyLog
import Wire

/// Verifies a log from a source, as far as a key allows.
package struct VerifyRun: Sendable {
    private let source: any LogSource
    private let pins: AuditPins
    private let key: KeyFile?
    private let resumes: Bool
    private let seen: [SeenCheckpoint]
    private let opensEnvelopes: Bool
    private let acknowledges: Bool
    private let held: LogEpochs?
    private let progress: @Sendable (_ done: UInt64, _ size: UInt64) -> Void

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - source: the log, with the openings that the key sees.
    ///   - pins: without `kept`, which comes from the state.
    ///   - key: a reviewer's or the auditor's; nil for what is public.
    ///   - resumes: reads only what came since the state was kept; else the state shows rollbacks and forks, and
    ///     everything is read again, because what was right then may have been changed since.
    ///   - seen: checkpoints of this log from elsewhere, each of which the tree has to fit.
    ///   - opensEnvelopes: whether an agency's envelopes are fetched and opened, too.
    ///   - acknowledges: whether changes of keys, agencies and witnesses since the state was kept are acknowledged.
    ///   - held: the batches before the state, where the caller keeps their records: then only openings behind the state are
    ///     asked for, and it is the caller who proves records; nil reads all openings and proves them here.
    ///   - progress: entries read so far, and of how many.
    package init(
        source: any LogSource, pins: AuditPins, key: KeyFile? = nil, resumes: Bool = false,
        seen: [SeenCheckpoint] = [], opensEnvelopes: Bool = true, acknowledges: Bool = false,
        held: LogEpochs? = nil,
        progress: @escaping @Sendable (_ done: UInt64, _ size: UInt64) -> Void = { _, _ in }
    ) {
        self.source = source
        self.pins = pins
        self.key = key
        self.resumes = resumes
        self.seen = seen
        self.opensEnvelopes = opensEnvelopes
        self.acknowledges = acknowledges
        self.held = held
        self.progress = progress
    }

    /// Reads the log once, to its newest checkpoint.
    ///
    /// - Parameters:
    ///   - kept: from the verification before; shows rollbacks and forks, and saves what was done.
    ///   - found: what is known to be false already.
    /// - Returns: what was found, whatever is false included.
    /// - Throws: `source` where the log cannot be read on and nothing is false so far: then nothing is known.
    package func run(
        kept: VerifyState?, found: [LogError] = []
    ) async throws(VerificationError) -> VerifyOutcome {
        var causes = found
        var (cut, tilesCut): (LogSourceError?, LogSourceError?)
        let isOther = FollowedLog.isOther(kept, than: pins)
        var audit = start(kept: isOther ? nil : kept, failures: &causes)
        for checkpoint in seen { audit.checkpoint(checkpoint.note, isSeen: true) }
        let first = audit.position
        var openings = VerifyOpenings(
            source: source, key: key, pins: pins, first: first, opensEnvelopes: opensEnvelopes,
            keepsOpenings: held != nil)
        // Where no state could be gone on from, everything is read anew.
        var epochs = first > 0 ? held ?? LogEpochs(from: first) : LogEpochs(from: 0)
        do throws(LogSourceError) {
            let note = try await source.checkpoint()
            audit.checkpoint(note)
            let size = (try? SignedNote(note)).flatMap { try? Checkpoint(text: $0.text) }?.size ?? 0
            tilesCut = try await read(to: size, &audit, &openings, &epochs)
        } catch {
            switch error {
            case .log(let error): causes.append(error)
            case .unreadable:
                // Nobody hides what is false by cutting what comes behind it.
                guard audit.isFalse || !(causes + openings.causes + openings.failures).isEmpty else {
                    throw .source(error)
                }
                audit.breakOff()
                cut = error
            }
        }
        let report = audit.finish()
        var outcome = VerifyOutcome(
            report: report, newestEpoch: report.lastEpoch ?? (isOther ? nil : kept?.epoch),
            descriptor: report.descriptor,
            duplicates: openings.duplicates)
        outcome.cut = cut
        guard cut == nil else {
            // Of what was not read nothing else can be said.
            outcome.add(causes: causes + openings.causes, openings.failures)
            return outcome
        }
        if isOther, let kept {
            do throws(LogError) {
                outcome.followed = try FollowedLog(kept, report: report, fingerprint: pins.fingerprint)
            } catch {
                causes.append(error)
            }
        }
        outcome.add(
            causes: causes + openings.causes,
            openings.failures + openings.failures(of: report.tests) + OwnKeys.failures(of: key, in: report))
        if held == nil {
            outcome.prove(openings, epochs: epochs, key: key)
        } else {
            (outcome.openings, outcome.epochs) = (openings.held, epochs)
        }
        if case .auditor = key, let kept, !isOther { outcome.add(kept.unsaid(in: report)) }
        let changes =
            isOther ? kept?.audit?.changes(to: report) ?? [] : kept?.changes(in: report, from: first) ?? []
        outcome.hold(changes.filter { !OwnKeys.explain($0, of: key) }, acknowledges: acknowledges)
        if let tilesCut {
            guard outcome.report.result == .failed else { throw .source(tilesCut) }
            outcome.cut = tilesCut
        }
        return outcome
    }

    private func start(kept: VerifyState?, failures: inout [LogError]) -> Audit {
        let level = key?.level ?? .public
        var pins = pins
        pins.kept = kept?.checkpoint
        // What was seen of an older tree can be compared only on the way there.
        if resumes, let state = kept?.audit, state.level == level,
            seen.allSatisfy({ $0.checkpoint.size >= state.edge.count })
        {
            do { return try Audit(level: level, pins: pins, from: state) } catch { failures.append(error) }
        }
        return Audit(level: level, pins: pins)
    }

    /// Read, prepared and audited at once, on as many cores as there are.
    ///
    /// - Returns: why not all hash tiles could be read.
    private func read(
        to size: UInt64, _ audit: inout Audit, _ openings: inout VerifyOpenings, _ epochs: inout LogEpochs
    ) async throws(LogSourceError) -> LogSourceError? {
        guard audit.position < size else { return nil }
        let reader = ReadAhead(source.entries(from: audit.position, to: size))
        var tiles: LogTileCheck?
        let offered = source.tiles
        if let offered {
            tiles = try await LogTileCheck(offered, from: audit.position, to: size)
        }
        defer { openings.failures += tiles?.failures ?? [] }
        var preparing: [Task<Prepared, Never>] = []
        defer { for task in preparing { task.cancel() } }
        var isOver = false
        var end: LogSourceError?
        while true {
            while !isOver, end == nil, preparing.count < 3 {
                switch await reader.next() {
                case .success(let pieces?):
                    // Not after one that could not be read: each is tried for a while.
                    let asked = tiles?.broken == nil ? offered : nil
                    preparing.append(Task.detached { await Prepared(pieces, tiles: asked) })
                case .success(nil): isOver = true
                // What came before is still worth a look.
                case .failure(let error): end = error
                }
            }
            guard !preparing.isEmpty else { break }
            let prepared = await preparing.removeFirst().value
            for bundle in prepared.bundles {
                try await openings.offer(before: bundle.end, size: size, to: &audit)
                audit.entries(bundle.bundle)
                openings.see(bundle.bundle)
                if key != nil { epochs.see(bundle.bundle) }
                // Somebody may feed us for ever.
                guard !audit.isHopeless else { return nil }
            }
            progress(audit.position, size)
            if let error = prepared.error { throw .log(error) }
            await tiles?.append(prepared.bundles.lazy.map(\.bundle), differences: prepared.differences)
        }
        if let end { throw end }
        await tiles?.finish()
        return tiles?.broken
    }
}
