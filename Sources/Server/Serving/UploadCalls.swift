import Age
import AuditLog
import RPC
import Storage
import Wire

/// Takes envelopes that are larger than a cell, after their report's promise.
struct UploadCalls: UploadService {
    let session: Session

    private var node: Node { session.node }

    func startUpload(_ request: UploadStart) async throws(RPCError) -> UploadOffset {
        let mailbox = try session.authenticateMailbox(request.authentication)
        let limits = node.site.descriptor.limits
        guard request.length <= limits.envelope else {
            throw RPCError(
                .resourceExhausted, "the envelope is too long", field: "UploadStart.length",
                limit: limits.envelope)
        }
        guard EnvelopeLength.isValid(request.length) else {
            throw RPCError(
                .invalidArgument, "not 32768 * 2^k - 1024", field: "UploadStart.length",
                limit: limits.envelope)
        }
        return try await answering {
            guard let report = try await node.store.report(mailbox: mailbox) else {
                throw RPCError(.notFound, "no report under this codename")
            }
            // What was promised before comes again where its promise got lost, and takes no place.
            if request.counter >= report.supplement {
                try node.admission.foresee(mailbox, at: node.site, now: node.now())
            }
            guard let id = PayloadID(node.random(16)) else { throw RPCError(.internal, "") }
            let turn = try await node.store.uploads.begin(
                owner: mailbox, upload: request.upload, length: request.length, id: id,
                limit: Int(limits.uploads), room: node.room.forAttachments)
            session.upload = AnnouncedUpload(
                name: request.upload, counter: request.counter, turn: turn.number)
            return UploadOffset(offset: turn.arrived)
        }
    }

    func upload(_ requests: Requests<UploadChunk>) async throws(RPCError) -> Promised {
        guard case .source(let mailbox) = try session.requireCaller() else {
            throw RPCError(.unauthenticated, "not a mailbox")
        }
        return try await answering {
            guard let upload = session.upload, let report = try await node.store.report(mailbox: mailbox)
            else {
                throw RPCError(.failedPrecondition, "start the upload first", field: "UploadChunk.upload")
            }
            let uploads = node.store.uploads
            let envelope: Hash
            let payload: UploadedPayload
            do {
                envelope = try await receive(requests, of: upload, from: mailbox)
                payload = try await uploads.finish(
                    owner: mailbox, upload: upload.name, envelope: envelope, turn: upload.turn)
            } catch {
                await uploads.pause(owner: mailbox, upload: upload.name, turn: upload.turn)
                throw error
            }
            let message = MessagePosted(
                agencies: report.promised.opening.record.body.agencies,
                report: report.promised.promise.commitment,
                direction: .supplement, agency: "", counter: upload.counter, envelope: envelope)
            let record = Record(format: 1, body: .messagePosted(message))
            return try await node.stage(record, as: .message(mailbox), payload: .uploaded(payload)).promised()
        }
    }

    func supplement(_ request: SupplementRequest, _ replies: Replies<EnvelopeChunk>) async throws(RPCError) {
        let mailbox = try session.authenticateMailbox(request.authentication)
        try await answering {
            guard let report = try await node.store.report(mailbox: mailbox),
                try await node.store.report(ofSupplement: request.envelope)
                    == report.promised.promise.commitment,
                let envelope = try await node.store.envelope(request.envelope), envelope.length > 0
            else {
                throw RPCError(.notFound, "no such supplement", field: "SupplementRequest.envelope")
            }
            try await node.send(envelope, from: request.offset, to: replies)
        }
    }

    /// Stores the chunks; the first ones, up to the header's end, are held until the header was looked at.
    ///
    /// What is kept of a broken upload is nothing or whole parts, which hold the header: it is looked at once.
    ///
    /// - Returns: the hash with which the source ended it.
    private func receive(
        _ requests: Requests<UploadChunk>, of upload: AnnouncedUpload, from mailbox: PublicKey
    ) async throws -> Hash {
        var head: [UInt8] = []
        var needsHeader = false
        var isFirst = true
        var end: Hash?
        while let chunk = try await requests.next() {
            guard end == nil, isFirst || chunk.upload == upload.name else {
                throw RPCError(
                    .invalidArgument, "more behind the end, or two uploads in one",
                    field: "UploadChunk.upload")
            }
            guard chunk.upload == upload.name else {
                throw RPCError(.failedPrecondition, "start the upload first", field: "UploadChunk.upload")
            }
            end = chunk.envelope.first
            guard end != nil || !chunk.data.isEmpty else {
                throw RPCError(
                    .invalidArgument, "a chunk brings bytes, or ends the upload", field: "UploadChunk.data",
                    limit: 1)
            }
            if isFirst { (needsHeader, isFirst) = (chunk.offset == 0, false) }
            try await node.store.uploads.append(
                chunk.data, owner: mailbox, upload: upload.name, offset: chunk.offset, turn: upload.turn)
            guard needsHeader else { continue }
            head += chunk.data
            guard head.count >= Header.maxLength || end != nil else { continue }
            try await checkHeader(head, of: upload, from: mailbox)
            needsHeader = false
            head = []
        }
        guard let end else {
            throw RPCError(.invalidArgument, "the upload has no end", field: "UploadChunk.envelope")
        }
        return end
    }

    private func checkHeader(_ head: [UInt8], of upload: AnnouncedUpload, from mailbox: PublicKey)
        async throws
    {
        do {
            try EnvelopeCheck.header(
                head, stanzas: node.site.descriptor.agencies.count + 1, field: "UploadChunk.data")
        } catch {
            try await node.store.uploads.abandon(owner: mailbox, upload: upload.name)
            throw error
        }
    }
}
