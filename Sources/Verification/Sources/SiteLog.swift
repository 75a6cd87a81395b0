package import AuditLog
import RPC
import TransparencyLog
package import Wire
import Words

/// A log as its site answers for it.
package struct SiteLog: LogSource {
    private let note: [UInt8]
    private let audit: AuditStub
    private let session: ReviewSession?
    private let patience: Duration
    /// Ends the connection.
    private let abort: @Sendable () async -> Void
    /// Envelopes that are longer than this and than the site's own limit are not asked for.
    private static let longestEnvelope: UInt64 = 1 << 30

    /// Anyone's view.
    ///
    /// - Parameter patience: how long the site may take for 256 entries, an opening or a part of an envelope.
    package init(_ site: SiteConnection, patience: Duration = .seconds(60)) {
        note = site.site.checkpoint.note.bytes
        audit = site.connection.audit
        session = nil
        self.patience = patience
        abort = { [connection = site.connection] in await connection.close() }
    }

    /// With the openings and envelopes of who authenticated.
    ///
    /// - Parameter patience: see the other initialiser.
    package init(_ session: ReviewSession, patience: Duration = .seconds(60)) {
        note = session.site.checkpoint.note.bytes
        audit = session.audit
        self.session = session
        self.patience = patience
        abort = { await session.close() }
    }

    package var isRemote: Bool { true }

    package var envelopeLimit: UInt64 {
        max(session?.site.descriptor.limits.envelope ?? 0, Self.longestEnvelope)
    }

    package func checkpoint() -> [UInt8] { note }

    package func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        let stream = audit.entries(EntriesRequest(first: first, end: end))
        var cutter = LogPieceCutter(first: first)
        let guardian = guardian
        return ClosureLogReader { () async throws(LogSourceError) in
            guardian.wait()
            defer { guardian.rest() }
            while true {
                guard let bundle = try await following(stream, guardian) else {
                    guard let rest = cutter.rest() else { return nil }
                    return [rest]
                }
                let pieces: [LogPiece]
                do throws(LogError) {
                    pieces = try cutter.add(first: bundle.first, bytes: bundle.bundle)
                } catch {
                    throw .log(error)
                }
                guard cutter.next <= end else {
                    throw .log(
                        LogError(
                            .chainBroken, at: end, "EntryBundle", expected: "no entry",
                            found: "\(cutter.next - end)"))
                }
                if !pieces.isEmpty { return pieces }
            }
        }
    }

    package func openings(from first: UInt64) -> any LogReader<OpenedEntry> {
        guard let session else { return EmptyLogReader() }
        let stream = session.openings(from: first)
        let guardian = guardian
        return ClosureLogReader { () async throws(LogSourceError) in
            guardian.wait()
            defer { guardian.rest() }
            return try await following(stream, guardian)
        }
    }

    package func envelope(_ hash: Hash) -> any LogReader<[UInt8]> {
        guard let session else { return EmptyLogReader() }
        let stream = session.envelope(hash)
        let guardian = guardian
        return ClosureLogReader { () async throws(LogSourceError) in
            guardian.wait()
            defer { guardian.rest() }
            do throws(RPCError) { return try await stream.next()?.data } catch {
                guard error.code == .notFound else { throw .failure(guardian.failure ?? Failure(error)) }
                return nil
            }
        }
    }

    package func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash] {
        do {
            return try await audit.consistency(
                ConsistencyRequest(oldSize: old, size: new), deadline: patience
            ).hashes
        } catch {
            throw .failure(Failure(error))
        }
    }

    package func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash] {
        do {
            return try await audit.inclusion(
                InclusionRequest(index: index, size: size), deadline: patience
            ).hashes
        } catch {
            throw .failure(Failure(error))
        }
    }

    private var guardian: StallGuard { StallGuard(patience: patience, abort: abort) }
}

private func following<Reply: WireMessage>(
    _ stream: ReplyStream<Reply>, _ guardian: StallGuard
) async throws(LogSourceError) -> Reply? {
    do { return try await stream.next() } catch {
        if let failure = guardian.failure { throw .failure(failure) }
        guard error.code != .dataLoss else {
            throw .log(
                LogError(.recordMismatch, "OpenedEntry", expected: "every opening", found: "some were lost"))
        }
        throw .failure(Failure(error))
    }
}
