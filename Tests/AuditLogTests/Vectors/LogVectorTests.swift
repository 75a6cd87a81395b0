import AuditLog
import Foundation
import Testing

/// `Protocol/vectors/logs.json`: logs as data, right and broken, for other implementations too.
///
/// `KENTONGAN_WRITE_VECTORS=1` writes it anew.
@Suite struct LogVectorTests {
    private static let path = URL(filePath: #filePath)
        .appending(path: "../../../../Protocol/vectors/logs.json").standardized.path

    @Test func theCommittedVectorsAreThese() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let text = String(decoding: try encoder.encode(try LogVectors.made()), as: UTF8.self) + "\n"
        if ProcessInfo.processInfo.environment["KENTONGAN_WRITE_VECTORS"] == "1" {
            try text.write(toFile: Self.path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: Self.path, encoding: .utf8) == text)
    }

    @Test func eachIsJudgedForItsReason() throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let vectors = try decoder.decode(
            LogVectors.self, from: Data(contentsOf: URL(filePath: Self.path)))
        #expect(vectors.logs.count > 40)
        for log in vectors.logs {
            let report = try vectors.audit(log)
            var codes: [String] = []
            for failure in report.failures where !codes.contains(failure.code.rawValue) {
                codes.append(failure.code.rawValue)
            }
            #expect(report.result.rawValue == log.result, "\(log.name): \(report.failures)")
            #expect(codes == log.failures, "\(log.name): \(report.failures)")
        }
    }

    /// Each code that an audit of one log can have is shown.
    @Test func allCodesAreShown() throws {
        let shown = Set(try LogVectors.made().logs.flatMap { $0.failures })
        let elsewhere: Set<LogError.Code> = [.promiseBroken, .keyUnknown, .clock, .stale]
        #expect(shown == Set(LogError.Code.allCases.filter { !elsewhere.contains($0) }.map { $0.rawValue }))
    }
}
