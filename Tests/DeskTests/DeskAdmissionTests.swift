import Desk
import Foundation
import TestSupport
import Testing

/// Who is told something, and who is not.
@Suite(.timeLimit(.minutes(2))) struct DeskAdmissionTests {
    @Test func theTokenIsGoodOnce() async throws {
        let desk = try await OpenDesk()
        let visitor = Visitor(port: desk.port)
        let wrong = try await visitor.send("GET", "/enter/\(String(repeating: "0", count: 64))")
        #expect(wrong.status == 403)
        let first = try await visitor.send("GET", "/enter/\(desk.token)")
        #expect(first.status == 303)
        #expect(first.field("Location") == ["/"])
        let cookie = try #require(first.field("Set-Cookie").first)
        #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
        #expect(!first.text.contains(desk.token))
        let second = try await visitor.send("GET", "/enter/\(desk.token)")
        #expect(second.status == 403)
        #expect(second.field("Set-Cookie").isEmpty)
        #expect(second.body.contains("sudah dipakai") && second.body.contains("was used already"))
        await desk.close()
    }

    /// A file that leads to the address counts as another site: a redirection would lose the cookie.
    @Test func fromAFileThePageFollowsByItself() async throws {
        let desk = try await OpenDesk()
        let answer = try await Visitor(port: desk.port).send(
            "GET", "/enter/\(desk.token)", fields: [("Sec-Fetch-Site", "cross-site")])
        #expect(answer.status == 200)
        #expect(answer.body.contains("http-equiv=\"refresh\""))
        #expect(answer.field("Set-Cookie").count == 1)
        await desk.close()
    }

    @Test(arguments: [
        "/", "/desk.js", "/desk.css", "/picture.html", "/api/words", "/api/inbox",
        "/api/cases/\(OpenDesk.id)",
        "/api/cases/\(OpenDesk.id)/evidence/1",
    ]) func nothingIsToldBeforeTheToken(_ path: String) async throws {
        let desk = try await OpenDesk()
        let answer = try await Visitor(port: desk.port).send("GET", path)
        #expect(answer.status == 403)
        #expect(!answer.text.contains(OpenDesk.secret))
        #expect(!answer.text.contains(OpenDesk.id))
        await desk.close()
    }

    /// Another server of this machine may be shown the cookie: it is not enough to read a case.
    @Test(arguments: ["/api/inbox", "/api/cases/\(OpenDesk.id)", "/api/cases/\(OpenDesk.id)/evidence/1"])
    func theCookieAloneTellsNothing(_ path: String) async throws {
        let desk = try await OpenDesk()
        var visitor = try await Visitor.admitted(to: desk)
        #expect(try await visitor.send("GET", path).status == 200)
        visitor.key = nil
        #expect(try await visitor.send("GET", path).status == 403)
        // And the key is not told twice.
        #expect(try await visitor.post("/api/key", "{}").status == 403)
        visitor.key = String(repeating: "0", count: 64)
        #expect(try await visitor.send("GET", path).status == 403)
        await desk.close()
    }

    @Test(arguments: [
        "evil.example:PORT", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]:PORT", "127.0.0.1.nip.io:PORT",
        "localhost.evil.example:PORT", "127.0.0.1:PORT.evil.example", "0.0.0.0:PORT", "127.1:PORT",
    ]) func anotherHostIsRefused(_ host: String) async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let name = host.replacingOccurrences(of: "PORT", with: "\(desk.port)")
        for path in ["/", "/api/inbox", "/enter/\(desk.token)"] {
            let answer = try await visitor.send("GET", path, host: name)
            #expect(answer.status == 421)
            #expect(!answer.text.contains(OpenDesk.secret))
        }
        #expect(try await visitor.send("GET", "/api/inbox", host: "localhost:\(desk.port)").status == 200)
        await desk.close()
    }

    /// What a page of somebody else's can send with the cookie, and even with the key, is refused.
    @Test(arguments: [
        [("Sec-Fetch-Site", "cross-site"), ("Content-Type", "application/json")],
        [("Sec-Fetch-Site", "same-site"), ("Content-Type", "application/json")],
        [("Origin", "http://evil.example"), ("Content-Type", "application/json")],
        [("Origin", "null"), ("Content-Type", "application/json")],
        [("Origin", "http://127.0.0.1:1"), ("Content-Type", "application/json")],
        [("Origin", "https://127.0.0.1:PORT"), ("Content-Type", "application/json")],
        [("Origin", "http://localhost:PORT"), ("Content-Type", "application/json")],
        [("Content-Type", "application/json")],
        [("Origin", "http://127.0.0.1:PORT"), ("Content-Type", "text/plain")],
        [("Origin", "http://127.0.0.1:PORT"), ("Content-Type", "application/x-www-form-urlencoded")],
        [("Origin", "http://127.0.0.1:PORT")],
        [
            ("Origin", "http://127.0.0.1:PORT"), ("Origin", "http://127.0.0.1:PORT"),
            ("Content-Type", "application/json"),
        ],
    ]) func anotherPageDoesNothing(_ fields: [(String, String)]) async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        let own = fields.map { ($0.0, $0.1.replacingOccurrences(of: "PORT", with: "\(desk.port)")) }
        let answer = try await visitor.send(
            "POST", "/api/cases/\(OpenDesk.id)/ask", fields: own, body: #"{"text":"x"}"#)
        #expect([403, 415].contains(answer.status))
        #expect(desk.deeds.all.isEmpty)
        #expect(answer.field("Access-Control-Allow-Origin").isEmpty)
        await desk.close()
    }

    @Test(arguments: ["cross-site", "same-site"]) func anotherPageReadsNothing(_ site: String) async throws {
        let desk = try await OpenDesk()
        let visitor = try await Visitor.admitted(to: desk)
        for path in ["/", "/desk.js", "/api/inbox", "/api/cases/\(OpenDesk.id)"] {
            let answer = try await visitor.send("GET", path, fields: [("Sec-Fetch-Site", site)])
            #expect(answer.status == 403)
            #expect(answer.field("Access-Control-Allow-Origin").isEmpty)
            #expect(answer.field("Cross-Origin-Resource-Policy") == ["same-origin"])
        }
        await desk.close()
    }

    @Test func twoCookiesOfTheNameAreNone() async throws {
        let desk = try await OpenDesk()
        var visitor = try await Visitor.admitted(to: desk)
        let cookie = try #require(visitor.cookie)
        visitor.cookie = "a=b; \(cookie); c=d"
        #expect(try await visitor.send("GET", "/api/inbox").status == 200)
        visitor.cookie = "\(cookie); kentongan_desk=0"
        #expect(try await visitor.send("GET", "/api/inbox").status == 403)
        await desk.close()
    }
}
