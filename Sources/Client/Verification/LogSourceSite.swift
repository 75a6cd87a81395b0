import AuditLog
import Console
package import RPC
package import Wire

/// A log as its site answers for it.
package struct LogSourceSite: LogSource {
    private let note: [UInt8]
    private let audit: AuditStub
    private let session: ReviewSession?

    /// Anyone's view.
    package init(_ site: SiteConnection) {
        self.init(checkpoint: site.site.checkpoint.note.bytes, audit: site.connection.audit)
    }

    /// With the openings and envelopes of who authenticated.
    package init(_ session: ReviewSession) {
        note = session.site.checkpoint.note.bytes
        audit = session.audit
        self.session = session
    }

    /// - Parameter checkpoint: up to which the log is asked for.
    package init(checkpoint: [UInt8], audit: AuditStub) {
        note = checkpoint
        self.audit = audit
        session = nil
    }

    package var isRemote: Bool { true }

    package func checkpoint() -> [UInt8] { note }

    package func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        let stream = audit.entries(EntriesRequest(first: first, end: end))
        var cutter = LogPieceCutter(first: first)
        return ClosureLogReader { () async throws(LogSourceError) in
            while true {
                guard let bundle = try await following(stream) else {
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
        return ClosureLogReader { () async throws(LogSourceError) in try await following(stream) }
    }

    package func envelope(_ hash: Hash) -> any LogReader<[UInt8]> {
        guard let session else { return EmptyLogReader() }
        let stream = session.envelope(hash)
        return ClosureLogReader { () async throws(LogSourceError) in
            do throws(RPCError) { return try await stream.next()?.data } catch {
                guard error.code == .notFound else { throw .failure(Failure(error)) }
                return nil
            }
        }
    }

    package func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash] {
        do { return try await audit.consistency(ConsistencyRequest(oldSize: old, size: new)).hashes } catch {
            throw .failure(Failure(error))
        }
    }

    package func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash] {
        do { return try await audit.inclusion(InclusionRequest(index: index, size: size)).hashes } catch {
            throw .failure(Failure(error))
        }
    }
}

private func following<Reply: WireMessage>(
    _ stream: ReplyStream<Reply>
) async throws(LogSourceError) -> Reply? {
    do { return try await stream.next() } catch { throw .failure(Failure(error)) }
}
