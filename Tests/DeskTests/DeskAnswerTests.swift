import Desk
import Foundation
import TestSupport
import Testing
import Wire
import Words

/// What answers carry, what is taken for a request, and when a desk ends.
@Suite(.timeLimit(.minutes(2))) struct DeskAnswerTests {
    private static let everywhere = [
        ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    /// Every answer: the page and its files, calls, refusals of each kind.
    @Test func everyAnswerTiesTheBrowsersHands() async throws {
        let desk = try await OpenDesk()
        let stranger = Visitor(port: desk.port)
        let visitor = try await Visitor.admitted(to: desk)
        var answers = [
            try await stranger.send("GET", "/"), try await stranger.send("GET", "/enter/x"),
            try await visitor.send("GET", "/", host: "evil.example"),
            try await visitor.send("GET", "/nowhere"), try await visitor.send("DELETE", "/api/inbox"),
            try await visitor.post("/api/cases/\(OpenDesk.id)/ask", "{}"),
        ]
        for path in [
            "/", "/desk.css", "/desk.js", "/api/words", "/api/inbox", "/api/cases/\(OpenDesk.id)",
            "/api/cases/\(OpenDesk.id)/evidence/1",
        ] {
            answers.append(try await visitor.send("GET", path))
        }
        for answer in answers {
            for (name, value) in Self.everywhere {
                #expect(answer.field(name) == [value], "\(answer.head)")
            }
            let policy = try #require(answer.field("Content-Security-Policy").first)
            #expect(answer.field("Content-Security-Policy").count == 1)
            for part in [
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'none'",
                "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'",
            ] {
                #expect(policy.contains(part))
            }
            #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("*"))
        }
        let frame = try await visitor.send("GET", "/picture.html")
        let policy = try #require(frame.field("Content-Security-Policy").first)
        #expect(policy.contains("sandbox allow-scripts") && policy.contains("script-src 'sha256-"))
        #expect(!policy.contains("'self';") || policy.contains("frame-ancestors 'self'"))
        #expect(policy.contains("frame-ancestors 'self'"))
        #expect(!policy.contains("connect-src") && !policy.contains("unsafe"))
        await desk.close()
    }

    /// The page asks for nothing elsewhere, and has neither style nor script in it.
    @Test func thePageIsWholeByItself() async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let page = try await visitor.send("GET", "/").body
        #expect(!page.contains("<style") && !page.contains("<script>") && !page.contains("http"))
        let script = try await visitor.send("GET", "/desk.js").body
        for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("] {
            #expect(!script.contains(way), "\(way)")
        }
        let style = try await visitor.send("GET", "/desk.css").body
        #expect(!style.contains("url(") && !style.contains("@import"))
        await desk.close()
    }

    @Test(arguments: [
        ("GET", "/api/cases/..", 404), ("GET", "/api/cases/\(OpenDesk.id)x", 404),
        ("GET", "/api/cases/\(OpenDesk.id.uppercased())", 404), ("GET", "/api/cases/abababab", 404),
        ("GET", "/api/cases/\(OpenDesk.id)/evidence/0", 404),
        ("GET", "/api/cases/\(OpenDesk.id)/evidence/-1", 404),
        ("GET", "/api/cases/\(OpenDesk.id)/evidence/01", 404),
        ("GET", "/api/cases/\(OpenDesk.id)/evidence/99999999999999999999", 404),
        ("GET", "/api/cases/\(OpenDesk.id)/evidence/1/2", 404),
        ("GET", "/api/cases/\(OpenDesk.id)/evidence/%2e%2e", 404), ("GET", "/../../etc/passwd", 404),
        ("GET", "/api/cases//ask", 404), ("GET", "/api/inbox?x", 404), ("GET", "/api/key", 405),
        ("GET", "/api/cases/\(OpenDesk.id)/ask", 405), ("PUT", "/", 405), ("OPTIONS", "/api/inbox", 405),
        ("GET", "/desk.js/", 404), ("GET", "/Page/desk.js", 404), ("GET", "/favicon.ico", 404),
    ]) func hostilePathsAreRefused(_ method: String, _ path: String, _ status: Int) async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let answer = try await visitor.send(method, path)
        #expect(answer.status == status, "\(answer.text)")
        #expect(!answer.text.contains(OpenDesk.secret))
        await desk.close()
    }

    @Test func whatIsDoneIsWhatWasAsked() async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let bodies: [(String, String, DeskDeed)] = [
            ("ask", #"{"text":"Kapan?\nDi mana?"}"#, .ask("Kapan?\nDi mana?")),
            ("labels", #"{"labels":["a","b"]}"#, .labels(["a", "b"])),
            ("labels", #"{"labels":[]}"#, .labels([])), ("note", #"{"text":"a"}"#, .note("a")),
            ("assign", #"{"to":"Sri"}"#, .assign("Sri")),
            ("merge", #"{"into":"abababab","reason":""}"#, .merge(into: "abababab", reason: nil)),
            ("forward", #"{"to":"bkn","reason":"r"}"#, .forward(to: "bkn", reason: "r")),
            ("cannot-open", #"{"reason":"r"}"#, .cannotOpen(reason: "r")), ("consent", "{}", .consent),
            (
                "act", #"{"state":"closed","outcome":"no_violation","due":"none","reason":"r"}"#,
                .act(.closed, .noViolation, .none, reason: "r")
            ),
        ]
        for (name, body, _) in bodies {
            #expect(try await visitor.post("/api/cases/\(OpenDesk.id)/\(name)", body).status == 200)
        }
        #expect(desk.deeds.all == bodies.map(\.2))
        await desk.close()
    }

    @Test func papersAreThoseThatWereAsked() async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let bodies: [(String, DeskPaper)] = [
            (
                #"{"kind":"file","language":"id","pdf":"no"}"#,
                DeskPaper(.file, wantsPDF: false, in: .indonesian)
            ),
            (
                #"{"kind":"sheet","language":"en","pdf":"yes","number":"12/2024","subject":"","wording":"w\n"}"#,
                DeskPaper(
                    .sheet(number: "12/2024", subject: "", wording: "w\n"), wantsPDF: true, in: .english)
            ),
        ]
        let path = "/api/cases/\(OpenDesk.id)/paper"
        for (body, _) in bodies { #expect(try await visitor.post(path, body).status == 200) }
        #expect(desk.papers.all == bodies.map(\.1))
        for body in [
            "", "{}", #"{"kind":"file","language":"fr","pdf":"no"}"#,
            #"{"kind":"file","language":"id","pdf":"maybe"}"#,
            #"{"kind":"file","language":"id","pdf":"no","wording":"w"}"#,
            #"{"kind":"sheet","language":"id","pdf":"no"}"#,
            #"{"kind":"sheet","language":"id","pdf":"no","number":"\#(String(repeating: "1", count: 65))","subject":"","wording":""}"#,
        ] {
            #expect(try await visitor.post(path, body).status == 400, "\(body)")
        }
        // Without the page's key nobody gets a case on paper.
        var stranger = visitor
        stranger.key = nil
        #expect(try await stranger.post(path, bodies[0].0).status == 403)
        #expect(desk.papers.all.count == 2)
        await desk.close()
    }

    @Test(arguments: [
        ("ask", ""), ("ask", "[]"), ("ask", "null"), ("ask", #"{"text":1}"#), ("ask", #"{"text":" \n"}"#),
        ("ask", #"{"text":"a","text":"b"}"#), ("ask", #"{"text":"a","more":1}"#),
        ("ask", "{\"text\":\"\u{1}\"}"),
        ("ask", #"{"text":"\#(String(repeating: "a", count: 4_001))"}"#), ("labels", #"{"labels":"a"}"#),
        ("labels", #"{"labels":[""]}"#), ("labels", #"{"labels":[1]}"#), ("labels", "{}"),
        ("labels", #"{"labels":["\#(String(repeating: "a", count: 65))"]}"#),
        ("labels", #"{"labels":[\#(Array(repeating: "\"a\"", count: 17).joined(separator: ","))]}"#),
        ("ask", String(repeating: "[", count: 20_000)), ("cannot-open", #"{"reason":""}"#),
        ("consent", #"{"sure":"yes"}"#),
        ("act", #"{"state":"buried","outcome":"none","due":"none","reason":""}"#),
        ("act", #"{"state":"closed","outcome":"no_violation","due":"none"}"#),
        ("act", #"{"state":"closed","outcome":1,"due":"none","reason":""}"#), ("assign", #"{"to":" "}"#),
        ("note", #"{"text":""}"#), ("merge", #"{"into":"","reason":""}"#),
        ("forward", #"{"to":"bkn","reason":"\#(String(repeating: "a", count: 4_001))"}"#),
    ]) func badBodiesDoNothing(_ name: String, _ body: String) async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let answer = try await visitor.post("/api/cases/\(OpenDesk.id)/\(name)", body)
        #expect(answer.status == 400, "\(answer.text.prefix(200))")
        #expect(desk.deeds.all.isEmpty)
        await desk.close()
    }

    @Test func bodiesAreBounded() async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let answer = try await visitor.raw(
            "POST /api/search HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nContent-Length: 139265\r\n\r\n")
        #expect(answer.status == 413)
        await desk.close()
    }

    /// Bytes of evidence are bytes, whatever they are, and are saved where a browser is led to them.
    @Test func evidenceIsNeverADocument() async throws {
        let desk = try await OpenDesk()
        let answer = try await Visitor.admitted(to: desk).send("GET", "/api/cases/\(OpenDesk.id)/evidence/1")
        #expect(answer.field("Content-Type") == ["application/octet-stream"])
        #expect(answer.field("Content-Disposition") == ["attachment"])
        #expect(answer.body == "<svg/>")
        await desk.close()
        let large = try await OpenDesk(evidence: .tooLong(bytes: 1 << 40))
        let refused = try await Visitor.admitted(to: large).send(
            "GET", "/api/cases/\(OpenDesk.id)/evidence/1")
        #expect(refused.status == 413)
        #expect(refused.body.contains("67108864"))
        await large.close()
    }

    @Test func itEndsWhenNobodyUsesIt() async throws {
        let desk = try await OpenDesk(idle: .milliseconds(100))
        #expect(await desk.ending == .idle)
        #expect(Loopback.connect(to: desk.port) == nil)
    }

    /// Who is turned away does not keep it open.
    @Test func strangersDoNotKeepItOpen() async throws {
        let desk = try await OpenDesk(idle: .milliseconds(600))
        let ended = Task { await desk.ending }
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .milliseconds(1_500) {
            guard (try? await Visitor(port: desk.port).send("GET", "/")) != nil else { break }
        }
        #expect(await ended.value == .idle)
    }

    @Test func theReviewerClosesIt() async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        #expect(try await visitor.post("/api/leave", "{}").status == 200)
        #expect(await desk.ending == .closed)
        #expect(Loopback.connect(to: desk.port) == nil)
    }

    @Test(arguments: ["0.0.0.0:0", "192.168.1.5:0", "[::]:0", "example.org:80", "127.0.0.2:0", ":0"])
    func itListensNowhereElse(_ address: String) {
        #expect(throws: DeskError.self) { try DeskAddress(address) }
    }

    @Test(arguments: ["", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:x"])
    func thatIsNoAddress(_ address: String) {
        #expect(throws: DeskError.notAnAddress(address)) { try DeskAddress(address) }
    }

    /// A browser is led to a desk by a file that nobody else may read.
    @Test func theLeaderIsForItsOwnerAlone() throws {
        let folder = try TemporaryFolder()
        let leader = try DeskLeader(to: "http://127.0.0.1:1/enter/ab", at: folder.file("desk.html"))
        let mode = try FileManager.default.attributesOfItem(atPath: leader.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            String(decoding: try folder.data("desk.html"), as: UTF8.self)
                .contains("url=http://127.0.0.1:1/enter/ab"))
        leader.remove()
        #expect(!FileManager.default.fileExists(atPath: leader.path))
    }

    @Test func aPortThatIsTakenIsSaid() async throws {
        let (socket, port) = try Loopback.listen()
        defer { Glibc.close(socket) }
        await #expect(throws: DeskError.self) {
            let address = try DeskAddress("127.0.0.1:\(port)")
            _ = try await Desk.open(
                Desk.Options(address: address, language: .english, idle: .seconds(1)), cases: .none,
                random: { [UInt8](repeating: 7, count: $0) })
        }
    }
}

extension DeskCases {
    /// Nothing at all.
    fileprivate static let none = DeskCases(
        inbox: { .null }, search: { _ in [] }, show: { _ in .null }, evidence: { _, _, _ in .missing },
        paper: { _, _ in .null }, perform: { _, _ in .null }, sync: { .null })
}
