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
        visitor.cookie = "\(cookie); \(cookie.prefix { $0 != "=" })=0"
        #expect(try await visitor.send("GET", "/api/inbox").status == 403)
        await desk.close()
    }

    /// A browser sends both their cookies to each of them: neither takes the other's, nor the other's place.
    @Test func twoDesksOfOneBrowserKnowTheirOwnCookie() async throws {
        let (first, second) = (try await OpenDesk(), try await OpenDesk(seed: 100))
        var (one, other) = (try await Visitor.admitted(to: first), try await Visitor.admitted(to: second))
        let cookies = [try #require(one.cookie), try #require(other.cookie)]
        #expect(cookies[0].prefix { $0 != "=" } != cookies[1].prefix { $0 != "=" })
        for order in [cookies, cookies.reversed()] {
            (one.cookie, other.cookie) = (order.joined(separator: "; "), order.joined(separator: "; "))
            for visitor in [one, other] {
                for path in ["/", "/api/inbox"] {
                    #expect(try await visitor.send("GET", path).status == 200)
                }
            }
        }
        // The other one's alone admits nobody.
        (one.cookie, other.cookie) = (cookies[1], cookies[0])
        for visitor in [one, other] {
            #expect(try await visitor.send("GET", "/").status == 403)
        }
        await first.close()
        await second.close()
    }

    /// A browser that is never closed has had a hundred desks: their cookies may not fill its requests.
    @Test func cookiesOfManyDesksAreNotKept() async throws {
        let desk = try await OpenDesk()
        var visitor = Visitor(port: desk.port)
        let names = (0..<20).map { "kentongan_desk_" + String(0xabcd_0000 + $0, radix: 16) }
        visitor.cookie = (["a=b", "kentongan_desk_x\u{22}=1"] + names.map { "\($0)=1" }).joined(
            separator: "; ")
        let entered = try await visitor.send("GET", "/enter/\(desk.token)")
        let given = entered.field("Set-Cookie")
        let gone = given.filter { $0.hasSuffix("; Max-Age=0") }.map { String($0.prefix { $0 != "=" }) }
        #expect(gone == Array(names.prefix(12)) && given.count == 13)
        // Whoever closes a desk leaves none.
        var closing = Visitor(port: desk.port)
        closing.cookie = given.first { !$0.contains("Max-Age") }?.split(separator: ";").first.map(String.init)
        closing.key = try await closing.post("/api/key", "{}").body.split(separator: "\"").dropFirst(3).first
            .map(String.init)
        let left = try await closing.post("/api/leave", "{}")
        let name = try #require(closing.cookie).prefix { $0 != "=" }
        #expect(left.field("Set-Cookie") == ["\(name)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"])
        await desk.close()
    }
}
