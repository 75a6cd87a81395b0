package import AuditLog
import RPC
import TransparencyLog
package import Wire
import Words

/// A log as its site answers for it.
///
/// Where the connection breaks, reading goes on over another one from where it stood: at the entry, the opening or the byte.
package struct SiteLog: LogSource {
    private let note: [UInt8]
    private let line: SiteLine
    private let session: ReviewSession?
    /// Who was visited without a key.
    private let site: TrustedSite?
    private let progressTimeout: Duration
    /// Envelopes that are longer than this and than the site's own limit are not asked for.
    private static let longestEnvelope: UInt64 = 1 << 30

    /// Anyone's view.
    ///
    /// - Parameters:
    ///   - site: whose connection is closed when the timeout is over.
    ///   - progressTimeout: how long it may take for 256 entries, an opening or a part of an envelope.
    package init(_ site: SiteConnection, progressTimeout: Duration = .seconds(60)) {
        note = site.site.checkpoint.note.bytes
        line = SiteLine(site, again: site.again)
        session = nil
        self.site = site.site
        self.progressTimeout = progressTimeout
    }

    /// With the openings and envelopes of who authenticated.
    ///
    /// - Parameters:
    ///   - session: closed when the timeout is over.
    ///   - note: the checkpoint to read to; nil for that of the visit.
    ///   - progressTimeout: as for anyone's view.
    package init(
        _ session: ReviewSession, note: [UInt8]? = nil, progressTimeout: Duration = .seconds(60)
    ) {
        self.note = note ?? session.site.checkpoint.note.bytes
        line = session.line
        self.session = session
        site = nil
        self.progressTimeout = progressTimeout
    }

    /// Ends the connection; no other is made.
    package func close() async {
        await line.close()
    }

    /// Reading costs the site's bandwidth.
    package var isRemote: Bool { true }

    /// Bytes: the site's own limit, or 1 GiB where that is more.
    package var envelopeLimit: UInt64 {
        max(session?.site.descriptor.limits.envelope ?? 0, Self.longestEnvelope)
    }

    /// As a look's second cell says; nothing to who authenticated.
    package func witnessedSince() async throws(LogSourceError) -> UInt64? {
        guard let site else { return nil }
        let reply = try await answer { connection throws(RPCError) in
            try await connection.source.exchange(.witnessed(WitnessedRequest()))
        }
        guard case .witnessed(let shown) = reply.result else { return nil }
        do throws(LogError) {
            return try shown.newest.map { newest throws(LogError) in
                try WitnessedTree(newest, at: site)
            }?.time
        } catch {
            throw .log(error)
        }
    }

    /// The one that the site showed when it was visited.
    package func checkpoint() -> [UInt8] { note }

    /// Entries in order; a reader that gets next to nothing ends with an error.
    package func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        var cutter = LogPieceCutter(first: first)
        var replies = ResumedReplies<Wire.EntryBundle>(line)
        let timeout = newTimeout
        return ClosureLogReader { () async throws(LogSourceError) in
            timeout.start()
            defer { timeout.stop() }
            while true {
                let position = cutter.next
                let bundle = try await following(timeout) { () async throws(SiteError) in
                    try await replies.next { connection in
                        connection.audit.entries(EntriesRequest(first: position, end: end))
                    }
                }
                guard let bundle else {
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
                            found: "\(cutter.next.less(end))"))
                }
                if !pieces.isEmpty { return pieces }
            }
        }
    }

    /// What the session's key opens; nothing without one.
    package func openings(from first: UInt64) -> any LogReader<OpenedEntry> {
        guard session != nil else { return EmptyLogReader() }
        var next = first
        var replies = ResumedReplies<OpenedEntry>(line)
        let timeout = newTimeout
        return ClosureLogReader { () async throws(LogSourceError) in
            timeout.start()
            defer { timeout.stop() }
            let position = next
            let opened = try await following(timeout) { () async throws(SiteError) in
                try await replies.next { connection in
                    connection.review.openings(OpeningsRequest(first: position))
                }
            }
            if let opened { next = max(next, opened.index.plus(1)) }
            return opened
        }
    }

    /// An envelope's bytes; none without a session, or where there is no such envelope.
    package func envelope(_ hash: Hash) -> any LogReader<[UInt8]> {
        guard let session else { return EmptyLogReader() }
        var stream = session.envelope(hash)
        let timeout = newTimeout
        return ClosureLogReader { () async throws(LogSourceError) in
            timeout.start()
            defer { timeout.stop() }
            do throws(SiteError) { return try await stream.next()?.data } catch {
                if case .call(let error) = error, error.code == .notFound { return nil }
                throw LogSourceError(timeout.error ?? error)
            }
        }
    }

    /// The site's consistency proof; nobody has verified it.
    package func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash] {
        try await answer { connection throws(RPCError) in
            try await connection.audit.consistency(
                ConsistencyRequest(oldSize: old, size: new), deadline: progressTimeout)
        }.hashes
    }

    /// The site's inclusion proof; nobody has verified it.
    package func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash] {
        try await answer { connection throws(RPCError) in
            try await connection.audit.inclusion(
                InclusionRequest(index: index, size: size), deadline: progressTimeout)
        }.hashes
    }

    /// Asks until an answer comes, on as many connections as a reader takes.
    private func answer<Reply>(
        _ call: (Connection) async throws(RPCError) -> Reply
    ) async throws(LogSourceError) -> Reply {
        var reading = SiteReading(line)
        do throws(SiteError) {
            while true {
                do throws(RPCError) { return try await call(reading.connection.connection) } catch {
                    try await reading.resume(after: error)
                }
            }
        } catch {
            throw LogSourceError(error)
        }
    }

    private var newTimeout: ProgressTimeout {
        ProgressTimeout(limit: progressTimeout) { [line] in await line.close() }
    }
}

private func following<Reply>(
    _ timeout: ProgressTimeout, _ next: () async throws(SiteError) -> Reply?
) async throws(LogSourceError) -> Reply? {
    do throws(SiteError) { return try await next() } catch {
        if let stalled = timeout.error { throw LogSourceError(stalled) }
        if case .call(let call) = error, call.code == .dataLoss {
            throw .log(
                LogError(.recordMismatch, "OpenedEntry", expected: "every opening", found: "some were lost"))
        }
        throw LogSourceError(error)
    }
}
