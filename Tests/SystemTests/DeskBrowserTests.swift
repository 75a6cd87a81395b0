import Foundation
import TestSupport
import Testing

/// A desk on a real site and store, in real browsers: `tools/desk/browsers.py`.
@Suite(.serialized, .timeLimit(.minutes(15))) struct DeskBrowserTests {
    private static let python = packageFile(".build/desk-venv/bin/python")

    @Test(
        .needs(
            .browsers,
            [python, "/usr/bin/chromium", "/usr/bin/firefox-esr"].allSatisfy(
                FileManager.default.isExecutableFile(atPath:))),
        arguments: ["chromium", "firefox"])
    func a_reviewer_goes_through_a_desk_and_nobody_else_does(_ browser: String) async throws {
        let output = try await Running(
            path: Self.python,
            [
                packageFile("tools/desk/browsers.py"), "--only", browser,
                (Program.server.path as NSString).deletingLastPathComponent,
            ],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
            limit: .seconds(800)
        ).ended()
        #expect(output.status == 0, "\(output.out)\(output.error)")
        #expect(output.out.hasSuffix("browsers: ok\n"))
    }
}
