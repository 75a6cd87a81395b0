import Foundation
import TestSupport
import Testing

/// The whole matrix of forgeries, with the real programs: `tools/tamper-demo`.
@Suite(.timeLimit(.minutes(isSanitized ? 20 : 5))) struct TamperTests {
    private static let python = "/usr/bin/python3"
    private static let openssl = "/usr/bin/openssl"

    /// A look at a forgery by somebody who should notice it, or cannot.
    private struct Look {
        let forgery: String
        let observer: String
        let isNoticed: Bool
        let isExpected: Bool
        let words: String

        init?(_ object: [String: Any]) {
            guard let forgery = object["case"] as? String, let observer = object["observer"] as? String,
                let isNoticed = object["noticed"] as? Bool, let isExpected = object["as_expected"] as? Bool,
                let words = object["words"] as? String
            else { return nil }
            (self.forgery, self.observer, self.words) = (forgery, observer, words)
            (self.isNoticed, self.isExpected) = (isNoticed, isExpected)
        }
    }

    @Test(
        .enabled(
            if: [python, openssl].allSatisfy(FileManager.default.isExecutableFile(atPath:)),
            "python3 and openssl are needed for the outsider's own verifier"))
    func each_forgery_is_noticed_by_who_can_and_only_by_them() async throws {
        let folder = try TemporaryFolder()
        let output = try await Running(
            path: packageFile("tools/tamper-demo"), ["--json", folder.file("looks.json")],
            environment: [
                "KENTONGAN_PROGRAMS": (Program.server.path as NSString).deletingLastPathComponent,
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            ],
            limit: .seconds(240)
        ).ended()
        let answer = try object(try #require(try? folder.data("looks.json"), "\(output.out)\(output.error)"))
        let looks = try #require(answer["results"] as? [[String: Any]]).compactMap { Look($0) }
        for look in looks where !look.isExpected {
            Issue.record("\(look.forgery): \(look.observer): \(look.words)")
        }
        #expect(output.status == 0)
        #expect(Set(looks.map { $0.forgery }).count >= 30)
        #expect(looks.filter { $0.isNoticed }.count >= 60)
        for observer in [
            "newcomer", "outsider", "public", "agency", "auditor", "monitor", "witness", "source", "promise",
        ] {
            #expect(looks.contains { $0.observer == observer && $0.isNoticed }, "\(observer) notices nothing")
        }
    }
}
