package import AuditLog
import Cases
package import CaseStore
import Keys
package import RPC
import Sealing
package import Verification
package import Visit
package import Wire
import Words

/// What became of what waited to be handed in.
package struct OutboxRun: Equatable, Sendable {
    /// Why one was not taken.
    package enum Refusal: Error, Equatable, Sendable {
        case call(RPCError)
        case promise(PromiseRefusal)
        case sealing(String)
        /// Nothing was sent.
        case untimely(UntimelySite)
    }

    /// Promised now.
    package private(set) var promised: [OutboxItem] = []
    /// Not taken now, and why.
    package private(set) var refused: [(item: OutboxItem, why: Refusal)] = []
    /// Found in the log now, and so in their cases from now on.
    package private(set) var published = 0
    /// Promised for an epoch that the log has, without them: the site has broken its promise.
    package private(set) var broken: [OutboxItem] = []
    /// Found in the log now, behind the epoch that it was promised for: broken, and not lost.
    package private(set) var late: [OutboxItem] = []
    /// What shows others that a promise was broken, by the name of what was promised.
    package private(set) var proofs: [Hash: BrokenPromiseProof] = [:]
    /// In the log in an epoch numbered above the promised one, which may be the first at or above it.
    private var behind: [OutboxItem] = []

    /// Compares what was promised and how much was not.
    package static func == (left: Self, right: Self) -> Bool {
        left.promised == right.promised && left.published == right.published && left.broken == right.broken
            && left.late == right.late && left.proofs == right.proofs
            && left.refused.map(\.why) == right.refused.map(\.why)
    }

    /// Hands in what waits, the same bytes each time, and lets go of what the log holds.
    ///
    /// - Parameters:
    ///   - opened: the store.
    ///   - session: a visit of the agency's.
    ///   - now: seconds since 1970.
    ///   - random: bytes fit for keys.
    /// - Returns: what became of each; a site that refuses leaves everything as it was.
    /// - Throws: `CaseStoreError`; `VerificationError` where the connection breaks.
    package static func handIn(
        _ opened: OpenedStore, session: ReviewSession, now: UInt64, random: CaseStore.RandomBytes
    ) async throws -> OutboxRun {
        var run = OutboxRun()
        var items = try opened.store.outbox()
        guard !items.isEmpty else { return run }
        items = try run.settle(items, in: opened.store)
        await run.prove(in: opened.store, by: session)
        guard items.contains(where: { $0.promised == nil }) else { return run }
        let staged = try await session.stagedPromises()
        for var item in items where item.promised == nil {
            do throws(Refusal) {
                // It was taken, and the answer did not arrive.
                if let known = staged.first(where: { $0.opening.record.body.isOf(item) }) {
                    item.take(known.promise)
                } else {
                    do throws(Refusal) {
                        item = try await item.handIn(opened, session: session, now: now)
                    } catch {
                        guard case .call(let call) = error, call.code == .aborted,
                            let next = try run.renumbered(
                                item, opened, session: session, staged: staged, random: random)
                        else { throw error }
                        try Self.kept { () throws(CaseStoreError) in
                            try opened.store.put([next])
                            try opened.store.remove([item])
                        }
                        item = next
                        item = try await item.handIn(opened, session: session, now: now)
                    }
                }
                run.promised.append(item)
            } catch {
                item.refused = error.failure.text.english
                // Signed behind an act that is no more the last one, or under a number that is taken: nobody will ever take it.
                if case .call(let call) = error, call.code == .aborted, !item.isQuestion {
                    item.isOvertaken = true
                }
                run.refused.append((item, error))
            }
            try opened.store.put([item])
        }
        return run
    }

    /// Keeps the agency's acts that the site has promised and no epoch has published: what is made without a network stands behind
    /// them, whoever handed them in.
    ///
    /// - Parameters:
    ///   - opened: the store.
    ///   - before: what the agency had staged before the log was read: some of it may be published since, and not be read yet.
    ///   - session: a visit of the agency's.
    ///   - now: seconds since 1970.
    /// - Throws: `CaseStoreError`; `VerificationError` where the connection breaks.
    package static func adopt(
        _ opened: OpenedStore, stagedBefore before: [Promised], session: ReviewSession, now: UInt64
    ) async throws {
        let known = try opened.store.outbox()
        var acts: Set<Signature> = []
        for case .act(let request) in known.map(\.request) { acts.insert(request.act.signature) }
        var adopted: [OutboxItem] = []
        for staged in before + (try await session.stagedPromises()) {
            guard case .act(let recorded) = staged.opening.record.body,
                recorded.act.agency == opened.key.code, acts.insert(recorded.act.signature).inserted,
                try !opened.store.has(recorded.act)
            else { continue }
            var item = OutboxItem(.act(ActRequest(act: recorded.act, reason: nil)), sealed: [], made: now)
            item.take(staged.promise)
            adopted.append(item)
        }
        try opened.store.put(adopted)
    }

    private static func kept(_ body: () throws(CaseStoreError) -> Void) throws(Refusal) {
        do throws(CaseStoreError) { try body() } catch { throw .sealing("\(error)") }
    }

    /// The same question under the next number, where a colleague took its own; nil for what has no other number.
    private func renumbered(
        _ item: OutboxItem, _ opened: OpenedStore, session: ReviewSession, staged: [Promised],
        random: CaseStore.RandomBytes
    ) throws(Refusal) -> OutboxItem? {
        guard case .question = item.request, let message = try? Message(decoding: item.sealed),
            let file = try? opened.store.file(item.report), let reply = file.report?.binding.reply
        else { return nil }
        let own = opened.key.code
        var taken = promised.filter { $0.isQuestion && $0.report == item.report }.map(\.counter)
        for promised in staged {
            guard case .messagePosted(let message) = promised.opening.record.body,
                message.direction == .question, message.report == item.report, message.agency == own
            else { continue }
            taken.append(message.counter)
        }
        let counter = max(file.next(.question, of: own), taken.max().map { $0 == .max ? .max : $0 + 1 } ?? 0)
        guard counter != item.counter else { return nil }
        do throws(AskingError) {
            let draft = QuestionDraft(
                report: item.report, counter: counter, lastSeen: message.lastSeen, text: message.text)
            let sealed = try draft.sealed(
                to: reply, by: session.signer, of: own, origin: opened.store.settings.origin, random: random)
            return OutboxItem(.question(sealed.question), sealed: sealed.message, made: item.made)
        } catch {
            throw .sealing("\(error)")
        }
    }

    /// Shows for each promise that was broken that it was.
    private mutating func prove(in store: CaseStore, by session: ReviewSession) async {
        for item in broken { proofs[item.name] = await .of(item, in: store, by: session) }
        for item in behind {
            guard case .written(let path)? = await BrokenPromiseProof.of(item, in: store, by: session) else {
                continue
            }
            late.append(item)
            proofs[item.name] = .written(path: path)
        }
    }

    /// Puts what the log holds where it belongs; what is left waits.
    private mutating func settle(_ items: [OutboxItem], in store: CaseStore) throws -> [OutboxItem] {
        let newest = try store.about().epoch
        var (left, done): ([OutboxItem], [OutboxItem]) = ([], [])
        var contents: [FetchedContent] = []
        for item in items {
            let file = try store.file(item.report)
            let record = file?.records.first { $0.isProven && $0.body.isOf(item) }
            guard let record else {
                left.append(item)
                // What is in the log and not proven is told as that.
                let isThere = file?.records.contains { $0.isInLog && $0.body.isOf(item) } ?? false
                if !isThere, item.isBroken(at: newest) { broken.append(item) }
                continue
            }
            if let content = item.content {
                contents.append(
                    FetchedContent(id: item.report, index: record.index, content: content, parts: nil))
            }
            if let epoch = record.epoch, let promised = item.promised, epoch > promised {
                behind.append(item)
            }
            done.append(item)
        }
        try store.finish(contents)
        try store.remove(done)
        published = done.count
        return left
    }
}

extension RecordBody {
    /// Whether it is the record that an item was handed in for.
    fileprivate func isOf(_ item: OutboxItem) -> Bool {
        switch (self, item.request) {
        case (.messagePosted(let message), .question), (.messagePosted(let message), .note):
            message.envelope == item.name
        case (.act(let recorded), .act(let request)): recorded.act == request.act
        default: false
        }
    }
}

extension OutboxItem {
    fileprivate var isQuestion: Bool { if case .question = request { true } else { false } }

    /// What the sealed part says; nil where there is none.
    fileprivate var content: CaseContent? {
        switch request {
        case .question, .note: (try? Message(decoding: sealed)).map { .message($0) }
        case .act: (try? Reason(decoding: sealed)).map { .reason($0) }
        }
    }

    /// Says "promised" only with a promise that holds.
    fileprivate func handIn(
        _ opened: OpenedStore, session: ReviewSession, now: UInt64
    ) async throws(OutboxRun.Refusal) -> OutboxItem {
        do { try session.checkClock(at: now) } catch { throw .untimely(error) }
        var item = self
        let file = try? opened.store.file(report)
        let agencies = file?.agencies ?? []
        let own = opened.key.code
        let (promised, sent): (Promised, SentRecord)
        do throws(RPCError) {
            switch request {
            case .question(let question):
                promised = try await session.ask(question)
                sent = .message(
                    MessagePosted(
                        agencies: [own], report: report, direction: .question, agency: own,
                        counter: question.counter, envelope: name))
            case .note(let note):
                promised = try await session.review.note(note, deadline: .seconds(60))
                sent = .message(
                    MessagePosted(
                        agencies: agencies, report: report, direction: .note, agency: own,
                        counter: note.counter, envelope: name))
            case .act(let request):
                promised = try await session.review.act(request, deadline: .seconds(60))
                sent = .act(ActRecorded(agencies: agencies, act: request.act))
            }
        } catch {
            throw .call(error)
        }
        do throws(PromiseRefusal) {
            let accepted = try AcceptedPromise(
                promised, for: sent, descriptor: session.site.descriptor, now: now)
            item.take(accepted.promise)
            item.refused = nil
            return item
        } catch {
            throw .promise(error)
        }
    }
}

extension CaseStore {
    /// Whether the log has brought an act already.
    fileprivate func has(_ act: Act) throws(CaseStoreError) -> Bool {
        try file(act.report)?.records.contains { $0.act == act } == true
    }
}
