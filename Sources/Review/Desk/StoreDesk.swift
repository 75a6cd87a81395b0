import CaseStore
package import Cases
package import Desk
import Sealing
import Verification
import Wire
import Words

/// A store's cases as a desk shows them, and what a desk does to them.
package struct StoreDesk: Sendable {
    let opened: OpenedStore
    let searchPath: String
    let calendar: CaseCalendar
    let now: @Sendable () -> UInt64
    let random: CaseStore.RandomBytes

    /// Takes an open store, the folders that Chromium is looked for in, what stages and limits are looked up in, a clock of seconds
    /// since 1970, and bytes fit for keys.
    package init(
        _ opened: OpenedStore, searchPath: String, calendar: CaseCalendar = .known,
        now: @escaping @Sendable () -> UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.opened = opened
        self.searchPath = searchPath
        self.calendar = calendar
        self.now = now
        self.random = random
    }

    /// All that a desk needs.
    package var cases: DeskCases {
        DeskCases(
            inbox: { try inbox() }, search: { try search($0) }, show: { try show($0) },
            evidence: { try evidence($0, $1, limit: $2) }, paper: { try paper($0, $1) },
            perform: { try await perform($0, $1) },
            sync: { try await sync() })
    }

    private func inbox() throws -> JSON {
        var list = try ReviewList.read(opened.store, now: now())
        list.calendar = calendar
        let waiting = try opened.store.outbox().filter { $0.promised == nil }.count
        return list.deskJSON(
            of: opened.key.code, agencies: try opened.store.about().descriptor?.agencies ?? [],
            waiting: waiting)
    }

    private func show(_ id: String) throws -> JSON {
        let view = try ReviewShow.run(id, store: opened, calendar: calendar, now: now())
        let waiting =
            try opened.store.outbox().filter { $0.report.hex == id }
            + opened.store.overtaken(of: view.file.id)
        return view.deskJSON(
            waiting: waiting, epoch: try opened.store.about().epoch, choices: choices(for: view.file),
            store: opened.store.path, own: opened.key.code)
    }

    /// What the lifecycle allows behind all that was signed, also what waits; nothing where that cannot be said.
    private func choices(for file: CaseFile) -> DeskChoices? {
        guard let descriptor = try? opened.knownSite().descriptor,
            let standing = try? opened.acted(on: file, at: descriptor, now: now()).standing
        else { return nil }
        let codes = descriptor.agencies.map { $0.code }
        guard let offered = try? opened.offered(in: file) else { return nil }
        let targets = codes.filter { code in
            (try? ForwardRule.way(
                to: code, from: opened.key.code, readers: file.agencies, story: file.report?.story,
                agencies: descriptor.agencies, offered: offered)) != nil
        }
        return DeskChoices(acts: standing.possible, targets: targets)
    }

    /// Looks into what the source and the agencies wrote, without regard to case.
    private func search(_ text: String) throws -> [String] {
        let wanted = SoughtText(text)
        return try opened.store.ids { file in file.words.contains { wanted.stands(in: $0) } }.map { $0.hex }
    }

    private func evidence(_ id: String, _ number: Int, limit: Int) throws -> DeskEvidence {
        let file = try opened.provenFile(id)
        guard let item = file.evidence.first(where: { $0.number == number }), item.isReceived else {
            return .missing
        }
        guard item.evidence.length <= UInt64(limit) else { return .tooLong(bytes: item.evidence.length) }
        var bytes: [UInt8] = []
        let isWhole = try opened.readEvidence(number, of: file) { bytes += $0 }
        return isWhole ? .bytes(bytes) : .missing
    }

    private func paper(_ id: String, _ paper: DeskPaper) throws -> JSON {
        let hearing: CaseExport.Hearing? =
            if case .sheet(let number, let subject, let wording) = paper.kind {
                try CaseExport.Hearing(number: number, subject: subject, wording: wording)
            } else { nil }
        let print = try CasePrint(
            try opened.provenFile(id), provenBy: CaseProof(opened), by: opened.key.code, for: hearing,
            in: paper.language, calendar.elections)
        guard paper.wantsPDF else { return print.deskJSON(pdf: nil) }
        do throws(PagePrinter.Problem) {
            return print.deskJSON(pdf: .success(try print.pdf(searching: searchPath, random: random)))
        } catch {
            return print.deskJSON(pdf: .failure(error))
        }
    }

    private func perform(_ id: String, _ deed: DeskDeed) async throws -> JSON {
        switch deed {
        case .ask(let text):
            let item = try ReviewAsk.keep(id, text: text, store: opened, now: now(), random: random)
            return await opened.handIn(item, now: now(), random: random).deskJSON
        case .labels(let labels):
            let old = try opened.provenFile(id).labels
            _ = try opened.label(id, add: labels, remove: old.filter { !labels.contains($0) })
            return ["sent": true]
        case .note(let text):
            let item = try ReviewNote.keep(id, text: text, store: opened, now: now(), random: random)
            return await opened.handIn(item, now: now(), random: random).deskJSON
        case .act(let state, let outcome, let due, let reason):
            return try await act(id, .state(state, outcome, due), reason)
        case .assign(let somebody): return try await act(id, .assigned, somebody)
        case .merge(let other, let reason): return try await act(id, .merged(into: other), reason)
        case .forward(let agency, let reason): return try await act(id, .forwarded(to: agency), reason)
        case .cannotOpen(let reason): return try await act(id, .cannotOpen, reason)
        case .consent: return try await consent(id)
        }
    }

    /// Consents are taken by the site alone, which counts them: none waits in the store.
    private func consent(_ id: String) async throws -> JSON {
        let session = try await ReviewSession.open(opened.address, key: .agency(opened.key))
        do {
            let consent = try await ReviewConsent.run(
                id, session: session, key: try session.key.agency(for: "desk"))
            await session.close()
            return consent.deskJSON
        } catch {
            await session.close()
            throw error
        }
    }

    private func act(_ id: String, _ task: ReviewAct.Task, _ reason: String?) async throws -> JSON {
        let item = try ReviewAct.keep(
            id, task, reason: reason, second: nil, store: opened, now: now(), random: random)
        return await opened.handIn(item, now: now(), random: random).deskJSON
    }

    private func sync() async throws -> JSON {
        let session = try await ReviewSession.open(opened.address, key: .agency(opened.key))
        do {
            let current = opened.using(try session.key.agency(for: "desk"))
            let synced = try await StoreSync(current, session: session, now: now(), random: random).run()
            await session.close()
            return synced.deskJSON
        } catch {
            await session.close()
            throw error
        }
    }
}

extension CaseFile {
    /// Everything in words that came for the case.
    fileprivate var words: [String] {
        var words = labels
        if let story = report?.story {
            words += [
                story.story, story.place, story.subjectName, story.subjectPosition, story.subjectUnit,
                story.eventName, story.links,
            ]
        }
        for record in records where record.isProven {
            switch record.content {
            case .message(let message) where message.kind == .words: words.append(message.text)
            case .supplement(let supplement): words.append(supplement.note)
            case .reason(let reason): words.append(reason.text)
            default: break
            }
        }
        return words
    }
}

/// What can be done to a case.
struct DeskChoices {
    /// By the lifecycle.
    let acts: [PossibleAct]
    /// Whom it may be forwarded to.
    let targets: [AgencyCode]
}
