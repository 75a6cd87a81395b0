import HTTP
import Words

/// Answers the requests of a desk: looks at who asks, then at what is asked.
struct DeskFrontDoor: Sendable {
    /// Bytes of evidence that a browser is given.
    static let longestEvidence = 64 << 20
    /// Bytes of a request's body: the texts of a hearing's sheet, each byte of which may be escaped.
    static let longestBody = 139_264

    let entry: DeskEntry
    let cases: DeskCases
    let language: Language
    let activity: DeskActivity

    func respond(to request: HTTPRequest, port: Int) async -> HTTPResponse {
        let gate = DeskGate(entry: entry, port: port)
        do throws(DeskGate.Refusal) {
            try gate.checkHost(request)
            let route: DeskRoute
            do throws(DeskRoute.Refusal) {
                route = try DeskRoute(request)
            } catch {
                return refused(error)
            }
            switch route {
            case .enter(let token): return admit(token, request)
            case .file(let file):
                try gate.checkPage(request)
                activity.note()
                return page(file)
            case .key:
                try gate.checkSameOrigin(request)
                guard let key = entry.drawPageKey() else { throw .session }
                return answer(["key": .string(key)])
            default:
                try gate.checkCall(request)
                activity.note()
                return await call(route, request)
            }
        } catch {
            return refused(error, route: request.path)
        }
    }

    /// The browser that has the token gets the cookie, and the page under an address without it.
    private func admit(_ token: String, _ request: HTTPRequest) -> HTTPResponse {
        switch entry.admit(token) {
        case .admitted(let cookie):
            activity.note()
            let given =
                [Self.cookie(entry.cookieName, cookie)]
                + entry.leftBehind(cookies: request.fields["cookie"]).map { Self.cookie($0, nil) }
            guard ["cross-site", "same-site"].contains(request.fields["sec-fetch-site"]) else {
                return HTTPResponse(status: 303, headers: DeskHeaders.page + given + [("Location", "/")])
            }
            // A redirection would count as the other page's, and a strict cookie stay away.
            return HTTPResponse(
                status: 200, contentType: "text/html; charset=utf-8", headers: DeskHeaders.page + given,
                body: Array(DeskPage.entered.utf8))
        case .used: return text(403, DeskText.tokenUsed)
        case .unknown: return text(403, DeskText.notAdmitted)
        }
    }

    private func page(_ file: DeskFile) -> HTTPResponse {
        let (type, text) =
            switch file {
            case .page: ("text/html; charset=utf-8", DeskPage.page)
            case .style: ("text/css; charset=utf-8", DeskPage.style)
            case .script: ("text/javascript; charset=utf-8", DeskPage.script)
            case .picture: ("text/html; charset=utf-8", DeskPage.picture)
            }
        return HTTPResponse(
            status: 200, contentType: type,
            headers: file == .picture ? DeskHeaders.picture : DeskHeaders.page,
            body: Array(text.utf8))
    }

    private func call(_ route: DeskRoute, _ request: HTTPRequest) async -> HTTPResponse {
        do {
            switch route {
            case .words: return answer(DeskText.all(language))
            case .inbox: return answer(try await cases.inbox())
            case .search:
                var form = try DeskForm(request.body)
                let text = try form.text("text", limit: 256)
                try form.end()
                return answer(["ids": .array(try await cases.search(text).map { .string($0) })])
            case .check:
                var form = try DeskForm(request.body)
                let text = try form.text("text", limit: DeskDeed.longestText)
                try form.end()
                return answer(["identity": .bool(IdentityWarning.isNeeded(for: text))])
            case .show(let id): return answer(try await cases.show(id))
            case .evidence(let id, let number): return await evidence(id, number)
            case .paper(let id): return answer(try await cases.paper(id, try DeskPaper(request.body)))
            case .deed(let id, let name):
                return answer(try await cases.perform(id, try DeskDeed(name, request.body)))
            case .sync: return answer(try await cases.sync())
            case .leave:
                activity.end()
                return answer(["ended": true], more: [Self.cookie(entry.cookieName, nil)])
            case .enter, .file, .key: return .plain(404, headers: DeskHeaders.page)
            }
        } catch {
            return failed(error)
        }
    }

    private func evidence(_ id: String, _ number: Int) async -> HTTPResponse {
        do {
            switch try await cases.evidence(id, number, Self.longestEvidence) {
            case .bytes(let bytes):
                return HTTPResponse(
                    status: 200, contentType: "application/octet-stream",
                    headers: DeskHeaders.page + [("Content-Disposition", "attachment")], body: bytes)
            case .tooLong(let bytes):
                return answer(DeskText.tooLong(bytes, limit: Self.longestEvidence), status: 413)
            case .missing: return answer(DeskText.error("missing", DeskText.evidenceMissing), status: 404)
            }
        } catch {
            return failed(error)
        }
    }

    private func failed(_ error: any Error) -> HTTPResponse {
        switch error {
        case let mistake as DeskDeed.Mistake: answer(DeskText.mistake(mistake), status: 400)
        case let error as any Explainable: answer(DeskText.explained(error), status: 422)
        default: answer(DeskText.error("fault", DeskText.fault), status: 500)
        }
    }

    private func refused(_ refusal: DeskRoute.Refusal) -> HTTPResponse {
        switch refusal {
        case .notFound: .plain(404, headers: DeskHeaders.page)
        case .method(let allowed):
            .plain(405, headers: DeskHeaders.page + [("Allow", allowed.joined(separator: ", "))])
        }
    }

    private func refused(_ refusal: DeskGate.Refusal, route: String) -> HTTPResponse {
        switch refusal {
        case .host: .plain(421, headers: DeskHeaders.page)
        case .origin: .plain(403, headers: DeskHeaders.page)
        case .contentType: .plain(415, headers: DeskHeaders.page)
        case .session: text(403, DeskText.notAdmitted)
        }
    }

    private func text(_ status: Int, _ phrase: Phrase) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: DeskHeaders.page,
            body: Array("\(phrase.indonesian)\n\n\(phrase.english)\n".utf8))
    }

    /// Gives the browser a cookie of a desk's, or takes it out again where there is no value.
    private static func cookie(_ name: String, _ value: String?) -> (String, String) {
        let age = value == nil ? "; Max-Age=0" : ""
        return ("Set-Cookie", "\(name)=\(value ?? ""); Path=/; HttpOnly; SameSite=Strict\(age)")
    }

    private func answer(
        _ json: JSON, status: Int = 200, more: [(String, String)] = []
    ) -> HTTPResponse {
        HTTPResponse(
            status: status, contentType: "application/json", headers: DeskHeaders.page + more,
            body: Array(json.fileText.utf8))
    }
}
