package import AuditLog
package import Console
import Primitives
import RPC
package import Sealing
package import Verification
import Visit
package import Wire
import Words

/// Sends a supplement's envelope, of any size, and goes on where a broken connection left it.
package struct SupplementUpload: Sendable {
    private let address: SiteAddress
    private let environment: Environment
    private let keys: SourceKeys

    /// Nothing is read or sent yet.
    ///
    /// - Parameters:
    ///   - address: the site that promised the report.
    ///   - environment: clock, randomness and person.
    ///   - keys: of the codename whose report is promised.
    package init(address: SiteAddress, environment: Environment, keys: SourceKeys) {
        self.address = address
        self.environment = environment
        self.keys = keys
    }

    /// Seals and sends, over as many visits as it takes.
    ///
    /// - Parameters:
    ///   - draft: the files; read and sealed as they are sent.
    ///   - counter: of the report's supplements.
    ///   - report: the promised report's commitment.
    ///   - readers: the report's agencies, ascending.
    ///   - seen: the look behind which the report was sent or found.
    /// - Returns: a promise that holds for what was sent.
    /// - Throws: `AddingError.notSent` where the site is away for minutes; `NoMessageRoom` where the epoch takes no more;
    ///   `VerificationError` where the site refuses, for minutes if that may be over soon; `VisitFault` where the promise
    ///   does not hold; `UnsettledSite`, with nothing sealed; `EvidenceError` for a file.
    package func send(
        _ draft: Supplement.Draft, counter: UInt32, report: Hash, readers: [AgencyCode], seen: SeenSite
    ) async throws -> AcceptedPromise {
        environment.dialogue.say(SubmissionText.sealingAttachments)
        var progress = UploadProgress()
        var sealed: SupplementEnvelope?
        // Once a minute: a line for each try buries the others.
        var told: UInt64?
        while true {
            var refusal: VerificationError?
            do {
                let connection = try await visit()
                if sealed == nil, let new = UnsettledSite(seen, readers: readers, at: connection.site) {
                    await connection.close()
                    throw new
                }
                // Begun once: what is sent again is the same bytes.
                let envelope =
                    try sealed
                    ?? SupplementEnvelope(
                        draft, report: report, readers: readers, site: connection.site, keys: keys,
                        random: environment.random)
                sealed = envelope
                let promised: Promised?
                do { promised = try await transfer(envelope, counter, over: connection, &progress) } catch {
                    await connection.close()
                    throw error
                }
                await connection.close()
                if let promised {
                    let record = MessagePosted(
                        agencies: readers, report: report, direction: .supplement, agency: "",
                        counter: counter,
                        envelope: envelope.hash)
                    return try accept(promised, for: record, at: connection.site)
                }
            } catch let error as VerificationError where error.mayBeOverSoon {
                refusal = error
            }
            let isBusy = refusal?.kind == .tryLater
            guard let delay = progress.delay(at: environment.now()) else {
                if let refusal, isBusy { throw refusal }
                throw AddingError.notSent
            }
            if told != progress.minutesLeft {
                let minutes = progress.minutesLeft
                environment.dialogue.say(
                    isBusy ? UploadText.busy(minutes: minutes) : UploadText.waiting(minutes: minutes))
            }
            told = progress.minutesLeft
            await environment.wait(delay)
        }
    }

    private func visit() async throws(VerificationError) -> SiteConnection {
        try await SiteConnection.connect(to: address, now: environment.now())
    }

    /// Nil where the connection broke: what arrived is kept by the server.
    private func transfer(
        _ envelope: SupplementEnvelope, _ counter: UInt32, over connection: SiteConnection,
        _ progress: inout UploadProgress
    ) async throws -> Promised? {
        let start = UploadStart(
            authentication: try connection.authentication(.source, key: keys.mailbox),
            upload: envelope.name,
            length: envelope.length, counter: counter)
        let upload = connection.connection.upload
        do throws(RPCError) {
            let offset = try await upload.startUpload(start).offset
            guard offset <= envelope.length else {
                throw RPCError(.outOfRange, "the site holds more of the envelope than there is")
            }
            progress.arrived(offset, of: envelope.length, at: environment.now())
            let call = upload.upload()
            var bytes = envelope.bytes()
            var position = offset
            var toSkip = offset
            var pending = PieceBuffer(length: Self.chunk)
            while true {
                let slice = try next(&bytes, &progress)
                let data = (slice ?? []).dropFirst(Int(min(toSkip, UInt64(slice?.count ?? 0))))
                toSkip -= UInt64((slice?.count ?? 0) - data.count)
                pending.append(Array(data))
                for piece in pending.take(all: false) {
                    let chunk = UploadChunk(
                        upload: envelope.name, offset: position, data: piece, envelope: [])
                    try await call.send(chunk)
                    position += UInt64(piece.count)
                }
                guard slice != nil else {
                    let last = UploadChunk(
                        upload: envelope.name, offset: position, data: pending.take(all: true).first ?? [],
                        envelope: [envelope.hash])
                    try await call.send(last)
                    return try await call.finish()
                }
                if let told = progress.told(position, at: environment.now()) {
                    environment.dialogue.say(told)
                }
            }
        } catch {
            if let unreadable = progress.unreadable { throw unreadable }
            let site = connection.site
            if error.isPeers,
                let full = NoMessageRoom(
                    error.status, clock: site.clock, newest: site.epoch.number, now: environment.now())
            {
                throw full
            }
            // What the peer says itself came over a connection that stands.
            guard !error.isPeers, error.isBrokenConnection else { throw VerificationError.site(.call(error)) }
            return nil
        }
    }

    /// The next slice; where a file cannot be read as it was, the call is given up.
    private func next(
        _ bytes: inout SupplementEnvelope.Bytes, _ progress: inout UploadProgress
    ) throws(RPCError) -> [UInt8]? {
        do { return try bytes.next() } catch {
            progress.unreadable = error
            throw RPCError(.aborted, "an attachment changed")
        }
    }

    private func accept(
        _ promised: Promised, for record: MessagePosted, at site: TrustedSite
    ) throws(VisitFault) -> AcceptedPromise {
        do {
            return try AcceptedPromise(
                promised, for: .message(record), descriptor: site.descriptor, now: environment.now())
        } catch {
            throw .promise(error)
        }
    }

    /// Bytes of every chunk but the last: where one file ends and the next begins does not show.
    private static let chunk = 65_536
}

extension VerificationError {
    /// Whether an upload is tried again: what is full until a day is not.
    fileprivate var mayBeOverSoon: Bool {
        guard case .site(.call(let error)) = self, error.isPeers, let shortage = Shortage(error.status) else {
            return [.unreachable, .tryLater].contains(kind)
        }
        return shortage.isBrief
    }
}
