import Foundation
import TestSupport
import Testing

/// A year at a site with three agencies and thirty reports, by the real programs under a clock that is told: `tools/walk/year.py`.
///
/// Without `KENTONGAN_LONG` its first five weeks.
@Suite(.timeLimit(.minutes(40))) struct WalkTests {
    private static let isLong = ProcessInfo.processInfo.environment["KENTONGAN_LONG"] != nil
    private static let python = "/usr/bin/python3"

    /// A C compiler makes the clock; a program that is built for a sanitizer does not start behind it.
    private static var canRun: Bool {
        let isThere = FileManager.default.isExecutableFile(atPath:)
        return !isSanitized && isThere(python)
            && ["cc", "clang", "gcc"].contains { isThere("/usr/bin/" + $0) }
    }

    @Test(.needs(.crashTools, canRun))
    func a_year_goes_by_and_everybody_sees_what_they_rely_on() async throws {
        let programs = (Program.server.path as NSString).deletingLastPathComponent
        let part = Self.isLong ? [] : ["--until", "2024-10-01"]
        let output = try await Running(
            path: Self.python, [packageFile("tools/walk/year.py"), programs] + part,
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
            limit: .seconds(2_000)
        ).ended()
        #expect(output.status == 0, "\(output.out)\(output.error)")
        #expect(output.out.hasSuffix("walk: ok\n"))
    }
}
