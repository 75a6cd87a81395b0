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
            guard try await node.store.report(mailbox: mailbox) != nil else {
                throw RPCError(.notFound, "no report under this codename")
            }
            try node.admission.check(bytes: request.length)
            guard let id = PayloadID(node.random(16)) else { throw RPCError(.internal, "") }
            var arrived = try begin(request, owner: mailbox, id: id, limits: limits)
            if arrived > 0, arrived < UInt64(Header.maxLength) {
                // The header is checked in one piece, so what has only a part of it begins anew.
                try await node.store.uploads.abandon(owner: mailbox, envelope: request.envelope)
                arrived = try begin(request, owner: mailbox, id: id, limits: limits)
            }
            session.announce(request.envelope, counter: request.counter)
            return UploadOffset(offset: arrived)
        }
    }

    private func begin(
        _ request: UploadStart, owner: PublicKey, id: PayloadID, limits: Limits
    ) throws(StoreError) -> UInt64 {
        try node.store.uploads.begin(
            owner: owner, envelope: request.envelope, length: request.length, id: id,
            limit: Int(limits.uploads))
    }

    func upload(_ requests: Requests<UploadChunk>) async throws(RPCError) -> Promised {
        guard case .source(let mailbox) = try session.requireCaller() else {
            throw RPCError(.unauthenticated, "not a mailbox")
        }
        return try await answering {
            guard let envelope = try await receive(requests, from: mailbox) ?? session.lastUpload,
                let counter = session.counter(ofUpload: envelope),
                let report = try await node.store.report(mailbox: mailbox)
            else {
                throw RPCError(.failedPrecondition, "start the upload first", field: "UploadChunk.envelope")
            }
            let payload = try await node.store.uploads.finish(owner: mailbox, envelope: envelope)
            let message = MessagePosted(
                agencies: report.promised.opening.record.body.agencies,
                report: report.promised.promise.commitment,
                direction: .supplement, agency: "", counter: counter, envelope: envelope)
            let record = Record(format: 1, body: .messagePosted(message))
            return try await node.stage(record, as: .message(mailbox), payload: .uploaded(payload)).promised()
        }
    }

    func supplement(_ request: SupplementRequest, _ replies: Replies<EnvelopeChunk>) async throws(RPCError) {
        let mailbox = try session.authenticateMailbox(request.authentication)
        try await answering {
            guard let report = try await node.store.report(mailbox: mailbox),
                try await node.store.messages(of: report.promised.promise.commitment).contains(where: {
                    $0.message.direction == .supplement && $0.message.envelope == request.envelope
                }), let envelope = try await node.store.envelope(request.envelope), envelope.length > 0
            else {
                throw RPCError(.notFound, "no such supplement", field: "SupplementRequest.envelope")
            }
            try await node.send(envelope, from: request.offset, to: replies)
        }
    }

    /// Stores the chunks; the first ones, up to the header's end, are held until the header was looked at.
    private func receive(_ requests: Requests<UploadChunk>, from mailbox: PublicKey) async throws -> Hash? {
        var envelope: Hash?
        var head: [UInt8] = []
        var needsHeader = false
        while let chunk = try await requests.next() {
            guard chunk.envelope == envelope ?? chunk.envelope else {
                throw RPCError(.invalidArgument, "two envelopes in one upload", field: "UploadChunk.envelope")
            }
            if envelope == nil { needsHeader = chunk.offset == 0 }
            envelope = chunk.envelope
            try await node.store.uploads.append(
                chunk.data, owner: mailbox, envelope: chunk.envelope, offset: chunk.offset)
            if needsHeader {
                head += chunk.data
                guard head.count >= Header.maxLength else { continue }
                try await checkHeader(head, of: chunk.envelope, from: mailbox)
                needsHeader = false
                head = []
            }
        }
        if needsHeader, let envelope { try await checkHeader(head, of: envelope, from: mailbox) }
        return envelope
    }

    private func checkHeader(_ head: [UInt8], of envelope: Hash, from mailbox: PublicKey) async throws {
        do {
            try EnvelopeCheck.header(
                head, stanzas: node.site.descriptor.agencies.count + 1, field: "UploadChunk.data")
        } catch {
            try await node.store.uploads.abandon(owner: mailbox, envelope: envelope)
            throw error
        }
    }
}
