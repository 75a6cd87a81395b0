package import AuditLog
package import Console
package import Wire

/// What a verification came to.
package struct VerifyOutcome: Equatable, Sendable {
    package var report: AuditReport
    /// The newest epoch that was read; nil without one, or where nobody asked.
    package var newestEpoch: Epoch?
    package var descriptor: SiteDescriptor?
    /// Reports with one inner mailbox key: the second of each pair is a duplicate of the first.
    package var duplicates: [(first: Hash, second: Hash)] = []
    /// The log that was kept ended, and this one follows it.
    package var followed: FollowedLog?

    package static func == (left: Self, right: Self) -> Bool {
        left.report == right.report && left.newestEpoch == right.newestEpoch
            && left.duplicates.elementsEqual(right.duplicates) { $0 == $1 }
    }

    /// What was found beside the audit: it counts as the audit's own.
    ///
    /// - Parameter causes: of what the audit found, to be told before it.
    mutating func add(causes: [LogError] = [], _ failures: [LogError] = []) {
        report.failures = causes + report.failures + failures
        report.failureCount += causes.count + failures.count
        if report.failureCount > 0 {
            report.result = .failed
            report.state = nil
        } else if report.counts.entries == 0, report.result == .ok {
            report.result = .incomplete
        }
    }
}

/// Verifies a log from a source, as far as a key allows.
package struct VerifyRun: Sendable {
    private let source: any LogSource
    private let pins: AuditPins
    private let key: KeyFile?
    private let watchesEpochs: Bool
    private let resumes: Bool
    private let progress: @Sendable (_ done: UInt64, _ size: UInt64) -> Void

    /// - Parameters:
    ///   - pins: without `kept`, which comes from the state.
    ///   - watchesEpochs: also gives the newest epoch and descriptor.
    ///   - resumes: reads only what came since the state was kept; else the state shows rollbacks and forks, and
    ///     everything is read again, because what was right then may have been changed since.
    package init(
        source: any LogSource, pins: AuditPins, key: KeyFile? = nil, watchesEpochs: Bool = false,
        resumes: Bool = false,
        progress: @escaping @Sendable (_ done: UInt64, _ size: UInt64) -> Void = { _, _ in }
    ) {
        self.source = source
        self.pins = pins
        self.key = key
        self.watchesEpochs = watchesEpochs
        self.resumes = resumes
        self.progress = progress
    }

    /// - Parameter kept: from the verification before; it shows rollbacks and forks, and saves what was done already.
    /// - Throws: where the source cannot be read on: then nothing is known.
    package func run(kept: VerifyState?) async throws(Failure) -> VerifyOutcome {
        var causes: [LogError] = []
        let isOther = FollowedLog.isOther(kept, than: pins)
        var audit = start(kept: isOther ? nil : kept, failures: &causes)
        let first = audit.position
        var openings = VerifyOpenings(source: source, key: key, pins: pins, first: first)
        var watch = LogWatch()
        do throws(LogSourceError) {
            let note = try await source.checkpoint()
            audit.checkpoint(note)
            let size = (try? SignedNote(note)).flatMap { try? Checkpoint(text: $0.text) }?.size ?? 0
            try await read(to: size, &audit, &openings, &watch)
        } catch {
            switch error {
            case .failure(let failure): throw failure
            case .log(let error): causes.append(error)
            }
        }
        let report = audit.finish()
        var outcome = VerifyOutcome(
            report: report, newestEpoch: watch.epoch ?? report.state?.lastEpoch ?? (isOther ? nil : kept?.epoch),
            descriptor: watch.descriptor ?? report.state?.descriptor,
            duplicates: openings.duplicates)
        if isOther, let kept {
            do throws(LogError) {
                outcome.followed = try FollowedLog(
                    kept, report: report, fingerprint: pins.fingerprint)
            } catch {
                causes.append(error)
            }
        }
        outcome.add(causes: causes + openings.causes, openings.failures)
        return outcome
    }

    private func start(kept: VerifyState?, failures: inout [LogError]) -> Audit {
        let level = key?.level ?? .public
        var pins = pins
        pins.kept = kept?.checkpoint
        if resumes, let state = kept?.audit, state.level == level {
            do { return try Audit(level: level, pins: pins, from: state) } catch { failures.append(error) }
        }
        return Audit(level: level, pins: pins)
    }

    /// Bundles are prepared on other cores while this one reads and audits.
    private func read(
        to size: UInt64, _ audit: inout Audit, _ openings: inout VerifyOpenings, _ watch: inout LogWatch
    ) async throws(LogSourceError) {
        guard audit.position < size else { return }
        let reader = source.entries(from: audit.position, to: size)
        var tiles = try (source as? LogSourceTiles).map { source throws(LogSourceError) in
            try LogTileCheck(source, from: audit.position, to: size)
        }
        defer { openings.failures += tiles?.failures ?? [] }
        var preparing: [Task<Prepared, Never>] = []
        defer { for task in preparing { task.cancel() } }
        var isOver = false
        var end: LogSourceError?
        while true {
            while !isOver, end == nil, preparing.count < 3 {
                do throws(LogSourceError) {
                    if let pieces = try await reader.next() {
                        preparing.append(prepare(pieces, hashesLeaves: tiles != nil))
                    } else {
                        isOver = true
                    }
                } catch {
                    // What came before is still worth a look.
                    end = error
                }
            }
            guard !preparing.isEmpty else { break }
            let prepared = await preparing.removeFirst().value
            if let epoch = prepared.watch.epoch { watch.epoch = epoch }
            if let descriptor = prepared.watch.descriptor { watch.descriptor = descriptor }
            for bundle in prepared.bundles {
                try await openings.offer(before: bundle.end, size: size, to: &audit)
                audit.entries(bundle.bundle)
            }
            progress(audit.position, size)
            if let error = prepared.error { throw .log(error) }
            tiles?.append(prepared.leaves)
        }
        if let end { throw end }
        tiles?.finish()
    }

    private struct Prepared: Sendable {
        var bundles: [(bundle: AuditBundle, end: UInt64)] = []
        /// Why there are no more bundles.
        var error: LogError?
        var watch = LogWatch()
        var leaves: [Hash] = []
    }

    private func prepare(_ pieces: [LogPiece], hashesLeaves: Bool) -> Task<Prepared, Never> {
        let watchesEpochs = watchesEpochs
        return Task.detached {
            var prepared = Prepared()
            for piece in pieces {
                do throws(LogError) {
                    let bundle = try AuditBundle(first: piece.first, bytes: piece.bytes, count: piece.count)
                    prepared.bundles.append((bundle, piece.first + UInt64(piece.count)))
                } catch {
                    prepared.error = error
                    break
                }
                if watchesEpochs { prepared.watch.see(piece) }
                if hashesLeaves {
                    let leaves = try? unsafe AuditLog.EntryBundle.leafHashes(
                        of: piece.bytes.span.bytes, count: piece.count)
                    prepared.leaves += leaves ?? []
                }
            }
            return prepared
        }
    }
}

/// The newest epoch and descriptor among entries; the audit says whether they hold.
struct LogWatch: Sendable {
    var epoch: Epoch?
    var descriptor: SiteDescriptor?

    mutating func see(_ piece: LogPiece) {
        guard
            let ranges = try? unsafe AuditLog.EntryBundle.ranges(
                in: piece.bytes.span.bytes, count: piece.count)
        else {
            return
        }
        // A sealed entry has 77 bytes, and an epoch or a descriptor never has.
        for range in ranges where range.count != 77 {
            guard let entry = try? Entry(decoding: Array(piece.bytes[range])) else { continue }
            switch entry.body {
            case .epoch(let epoch): self.epoch = epoch
            case .site(let descriptor): self.descriptor = descriptor
            default: break
            }
        }
    }
}

/// Holds a directory's hash tiles against those that follow from its entries.
struct LogTileCheck {
    private(set) var failures: [LogError] = []
    private let source: LogSourceTiles
    private var builder: TileBuilder

    /// - Parameters:
    ///   - old: size of the tree that was right already.
    ///   - new: size of the tree that the directory holds.
    init(_ source: LogSourceTiles, from old: UInt64, to new: UInt64) throws(LogSourceError) {
        self.source = source
        builder = old == 0 ? TileBuilder() : try source.builder(size: old, treeSize: new)
    }

    mutating func append(_ leaves: [Hash]) {
        for leaf in leaves { builder.append(leaf) }
        check(builder.takeFull())
    }

    mutating func finish() {
        check(builder.takeFull() + builder.partials)
    }

    private mutating func check(_ tiles: [TileContent]) {
        for tile in tiles {
            do { try source.check(tile) } catch {
                switch error {
                case .log(let error): failures.append(error)
                case .failure(let failure):
                    failures.append(
                        LogError(
                            .rootMismatch, tile.tile.path, expected: "a readable tile", found: failure.message
                        ))
                }
            }
        }
    }
}
