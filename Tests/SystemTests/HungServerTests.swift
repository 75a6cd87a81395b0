import Foundation
import TestSupport
import Testing

/// `-t` is wall-clock, whatever the server does: it takes the connection and says nothing, or says a byte a second.
@Suite(.timeLimit(.minutes(2))) struct HungServerTests {
    @Test func aHungServerIsToldInTime() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let (folder, link) = (site.folder, server.link)
        func check(_ link: String, _ more: String...) async throws -> (output: Output, seconds: Double) {
            let begin = ContinuousClock.now
            let output = try await Program.monitor.run(
                ["check", "--site", link, "--state", folder.file("log.state"), "--lang", "en"] + more)
            let took = ContinuousClock.now - begin
            return (output, Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18)
        }
        #expect(try await check(link).output.status == 0)

        let silent = try SilentListener()
        defer { withExtendedLifetime(silent) {} }
        let fingerprint = try #require(link.split(separator: "#").last)
        let hung = try await check("kentongan://127.0.0.1:\(silent.port)/#\(fingerprint)", "-t", "2")
        #expect(hung.output.status == 2)
        #expect(hung.output.out.hasPrefix("KENTONGAN CRITICAL - no whole answer within 2 s"))
        // Without `-t` it would be 20 s.
        #expect((2..<15).contains(hung.seconds), "\(hung.seconds)")

        // What was seen is remembered; and the control, the log is still known.
        let again = try await check(
            "kentongan://127.0.0.1:\(silent.port)/#\(fingerprint)", "-t", "1", "--json")
        #expect(again.output.out.contains("\"code\":\"server_hung\""))
        #expect(!again.output.out.contains("\"since\":null"))
        #expect(try await check(link).output.status == 0)
        for limit in ["0", "3601", "x"] {
            #expect(try await check(link, "-t", limit).output.status == 3)
        }
    }
}
