import AuditLog
import Keys
import RPC
import Storage
import TransparencyLog
import Wire

/// The source's service: one cell up, one cell down.
///
/// Protocol/README.md section 8.
struct SourceCalls: SourceService {
    let session: Session

    func exchange(_ request: ExchangeRequest) async -> ExchangeReply {
        do throws(RPCError) {
            return try await reply(to: request)
        } catch {
            return .refused(error)
        }
    }

    /// Whatever is asked goes the way of a report: an answer that is late is late alike.
    private func reply(to request: ExchangeRequest) async throws(RPCError) -> ExchangeReply {
        switch request {
        case .submit(let submit): return .last(.promised(try await promise(submit)))
        case .reply(let reply):
            await node.admission.pass()
            return .last(.promised(try await promise(reply)))
        case .site, .witnessed, .inbox, .reason, .decoy:
            await node.admission.pass()
            await node.store.pass()
        }
        return switch request {
        case .site: .last(.site(siteReply))
        case .witnessed: .last(.witnessed(try await witnessed()))
        case .inbox(let request): try await inbox(request)
        case .reason(let request): .last(.reason(try await reason(request)))
        case .decoy, .submit, .reply: .last(.decoy(Decoy()))
        }
    }

    private var node: Node { session.node }

    private var siteReply: SiteReply {
        let site = session.site(showing: node.site)
        var reply = site.reply
        reply.work = node.admission.work(at: site, now: node.now())
        return reply
    }

    /// In the tree of the checkpoint that this visit was shown.
    private func witnessed() async throws(RPCError) -> WitnessedReply {
        let site = session.site()
        return try await answering {
            let shown = try await node.state.lookedAt(site)
            return WitnessedReply(newest: shown.newest, follows: node.follows, standing: shown.standing)
        }
    }

    // MARK: submit

    private func promise(_ submit: Submit) async throws(RPCError) -> Promised {
        let site = node.site
        let envelope = sha256(submit.envelope)
        guard submit.format == 1 else {
            throw RPCError(.invalidArgument, "format \(submit.format)", field: "Submit.format", limit: 1)
        }
        let binding = SubmitBinding(
            format: 1, keySet: submit.keySet, agencies: submit.agencies, envelope: envelope)
        guard binding.isSigned(submit.signature, by: submit.mailbox, origin: site.descriptor.origin) else {
            throw RPCError(.unauthenticated, "not signed by the mailbox key", field: "Submit.signature")
        }
        let record = Record(
            format: 1,
            body: .reportReceived(
                ReportReceived(agencies: submit.agencies, envelope: envelope)))
        let submission = StageRequest.Submission(
            mailbox: submit.mailbox, outer: try outerHash(submit), keySet: submit.keySet,
            signature: submit.signature)
        return try await answering {
            guard submit.keySet == site.keySet else {
                // A retry of what was promised under older keys still gets its promise.
                if let existing = try await node.store.existing(record, submission: submission) {
                    return try existing.promised()
                }
                throw RPCError(
                    .failedPrecondition, "other keys are in force: start at site", field: "Submit.key_set")
            }
            try check(submit.agencies, in: site)
            try EnvelopeCheck.header(
                submit.envelope, stanzas: site.descriptor.agencies.count, field: "Submit.envelope")
            return try await node.stage(
                record, as: .report(envelope: envelope, mailbox: submit.mailbox, work: submit.work),
                submission: submission, payload: .bytes(submit.envelope)
            ).promised()
        }
    }

    /// SHA-256 of all that stands before the envelope, which is the last field and has a fixed length.
    ///
    /// Voucher and work only admit a submission: a retry with new ones is the same.
    private func outerHash(_ submit: Submit) throws(RPCError) -> Hash {
        var submit = submit
        (submit.voucher, submit.work) = ([], [])
        do {
            return sha256([UInt8](try submit.encoded().dropLast(submit.envelope.count)))
        } catch {
            throw RPCError(.invalidArgument, "\(error)", field: error.field)
        }
    }

    private func check(_ agencies: [AgencyCode], in site: PublishedSite) throws(RPCError) {
        let known = site.descriptor.agencies.map(\.code)
        guard !agencies.isEmpty, agencies.isAscending, agencies.allSatisfy(known.contains) else {
            throw RPCError(
                .invalidArgument, "agencies are not this site's, ascending and each once",
                field: "Submit.agencies",
                limit: UInt64(known.count))
        }
    }

    // MARK: inbox

    private func inbox(_ request: InboxRequest) async throws(RPCError) -> ExchangeReply {
        let mailbox = try session.authenticateMailbox(request.authentication)
        let site = session.site()
        return try await answering {
            guard let report = try await node.store.report(mailbox: mailbox) else { throw unknownMailbox }
            let more = UInt64(request.item) < report.messages
            guard request.item > 0 else {
                let item = InboxReport(
                    promised: report.promised, keySet: report.keySet, signature: report.signature,
                    inclusion: try await inclusion(at: report.index, in: site),
                    batch: try await batch(endingAt: report.batchEnd, in: site), acts: report.acts,
                    conversations: report.conversations, messages: UInt32(clamping: report.messages),
                    supplement: report.supplement, supplements: report.supplements,
                    erased: try await erased(report.erasure, in: site),
                    older: site.older.needed(
                        by: report.promised.opening.record.body.agencies, since: report.index,
                        acts: report.acts.map { $0.act }))
                return ExchangeReply(more: more, result: .report(item))
            }
            guard request.item <= report.messages else {
                throw RPCError(
                    .outOfRange, "no such item", field: "InboxRequest.item", limit: report.messages)
            }
            let found = try await node.store.inboxItem(
                UInt64(request.item), of: report.promised.promise.commitment)
            guard let found else { throw RPCError(.notFound, "the message was erased") }
            return ExchangeReply(more: more, result: .message(try await item(found)))
        }
    }

    private func reason(_ request: ReasonRequest) async throws(RPCError) -> SealedReason {
        let mailbox = try session.authenticateMailbox(request.authentication)
        return try await answering {
            guard let report = try await node.store.report(mailbox: mailbox) else { throw unknownMailbox }
            guard let posted = report.acts.first(where: { $0.act.agency == request.agency }),
                let reason = posted.act.reasonEnvelope
            else {
                throw RPCError(.notFound, "no act with a reason", field: "ReasonRequest.agency")
            }
            return SealedReason(envelope: try await cell(of: reason))
        }
    }

    private var unknownMailbox: RPCError { RPCError(.notFound, "no report under this codename") }

    private func batch(endingAt index: UInt64?, in site: PublishedSite) async throws -> BatchEnd? {
        guard let index, let inclusion = try await inclusion(at: index, in: site) else { return nil }
        let entry = try Entry(decoding: try await node.store.entry(at: index))
        guard case .epoch(let epoch) = entry.body else { return nil }
        return BatchEnd(epoch: epoch, inclusion: inclusion)
    }

    private func erased(_ erasure: PublishedErasure?, in site: PublishedSite) async throws -> ErasedEnvelope?
    {
        guard let erasure, let inclusion = try await inclusion(at: erasure.index, in: site) else {
            return nil
        }
        return ErasedEnvelope(opening: erasure.opening, inclusion: inclusion)
    }

    /// Where an entry stands in the tree of the checkpoint that this visit was shown.
    private func inclusion(at index: UInt64?, in site: PublishedSite) async throws -> Inclusion? {
        guard let index, index < site.size else { return nil }
        let entry = try Entry(decoding: try await node.store.entry(at: index))
        let proof = try await node.store.proof(try ProofPlan.inclusion(of: index, in: site.size))
        return Inclusion(index: index, previous: entry.previous, proof: proof)
    }

    private func item(_ message: PublishedMessage) async throws -> InboxMessage {
        let opening = message.promised.opening
        return InboxMessage(
            promise: message.promised.promise,
            opening: MessageOpening(
                nonce: opening.nonce, format: opening.record.format, message: message.message),
            envelope: try await cell(of: message.message.envelope))
    }

    /// The bytes of an envelope that fits a cell.
    private func cell(of hash: Hash) async throws -> [UInt8] {
        var envelope: [UInt8] = []
        if let published = try await node.store.envelope(hash) {
            while true {
                let bytes = try await node.store.bytes(of: published, from: UInt64(envelope.count))
                if bytes.isEmpty { break }
                envelope += bytes
            }
        }
        guard envelope.count == Cell.size - 1_024 else { throw RPCError(.notFound, "the message was erased") }
        return envelope
    }

    // MARK: reply

    private func promise(_ reply: Reply) async throws(RPCError) -> Promised {
        let mailbox = try session.authenticateMailbox(reply.authentication)
        try EnvelopeCheck.header(reply.envelope, stanzas: 2, field: "Reply.envelope")
        return try await answering {
            guard let report = try await node.store.report(mailbox: mailbox) else { throw unknownMailbox }
            guard report.promised.opening.record.body.agencies.contains(reply.agency) else {
                throw RPCError(.permissionDenied, "the report is not this agency's", field: "Reply.agency")
            }
            let message = MessagePosted(
                agencies: [reply.agency], report: report.promised.promise.commitment, direction: .reply,
                agency: reply.agency,
                counter: reply.counter, envelope: sha256(reply.envelope))
            let record = Record(format: 1, body: .messagePosted(message))
            return try await node.stage(record, as: .message(mailbox), payload: .bytes(reply.envelope))
                .promised()
        }
    }
}

extension ExchangeReply {
    /// An answer without an item behind it.
    fileprivate static func last(_ result: ExchangeResult) -> ExchangeReply {
        ExchangeReply(more: false, result: result)
    }
}
