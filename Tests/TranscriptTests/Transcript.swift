import AuditLog
import Foundation
import Keys
import Sealing
import TestSupport
import Testing
import Visit
import Wire

/// One file of `Protocol/vectors/transcripts`: what cannot be derived is its frames, the rest is the cast's.
struct Transcript {
    let visit: Visit
    /// Bytes of the server's randomness drawn before the visit.
    let randomOffset: Int
    let frames: [RecordedFrame]

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Protocol/vectors/transcripts")

    /// The committed file; made anew before, where `KENTONGAN_WRITE_VECTORS=1` asks for it.
    static func read(_ visit: Visit) async throws -> Transcript {
        try await written.value
        let file = try JSONSerialization.jsonObject(with: Data(contentsOf: path(of: visit))) as? [String: Any]
        let frames = try #require(file?["frames"] as? [[String: Any]]).map { frame in
            RecordedFrame(
                from: try #require(RecordedFrame.Side(rawValue: frame["from"] as? String ?? "")),
                bytes: try #require(hexBytes(frame["hex"] as? String ?? "-")))
        }
        return Transcript(
            visit: visit, randomOffset: try #require(file?["random_offset"] as? Int), frames: frames)
    }

    static func path(of visit: Visit) -> URL { folder.appending(path: "\(visit.rawValue).json") }

    private static let written = Task {
        guard ProcessInfo.processInfo.environment["KENTONGAN_WRITE_VECTORS"] == "1" else { return }
        let server = try await SampleServer()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var told = Visit.Told()
        for visit in Visit.allCases {
            try await server.advance(to: visit.now)
            let offset = server.random.offset
            let frames = try await record(exporter: visit.exporter, services: server.services) {
                try await visit.run($0, told: &told)
            }
            let text = try Transcript(visit: visit, randomOffset: offset, frames: frames).text()
            try text.write(to: path(of: visit), atomically: true, encoding: .utf8)
        }
    }
}

extension Transcript {
    /// The whole file.
    func text() throws -> String {
        let cast = try Cast.get()
        let read = try ReadFrame.all(frames)
        let times = [("t0", Cast.t0), ("epoch_seconds", UInt64(Cast.epochSeconds)), ("now", visit.now)]
        let fields: [(String, String)] = [
            ("description", quoted(visit.description)),
            ("origin", quoted(Cast.origin)),
            ("root_fingerprint", quoted(cast.fingerprint.hex)),
            ("times", object(times.map { ($0.0, "\($0.1)") })),
            ("exporter", quoted(visit.exporter.hex)),
            ("random_seed", quoted(Cast.randomSeed.hex)),
            ("random_offset", "\(randomOffset)"),
            ("codename", quoted(cast.codename.words)),
            ("keys", "{\n" + cast.seeds.map { "\(quoted($0.name)): \(quoted($0.seed.hex))" }.lines + "\n}"),
            ("sealed", "[\n" + (try SealedContent.all(read).map(\.text)).lines + "\n]"),
            ("frames", "[\n" + read.map(\.text).lines + "\n]"),
        ]
        return "{\n" + fields.map { "\(quoted($0.0)): \($0.1)" }.lines + "\n}\n"
    }
}

extension SealedContent {
    fileprivate var text: String {
        object([
            ("envelope", quoted(sha256(envelope).hex)),
            ("opened_by", "[" + openers.map(quoted).joined(separator: ", ") + "]"),
            ("decoded", quoted("\(type(of: value))")), ("value", valueText(value)),
            ("plaintext", quoted(hexText(plaintext))),
        ])
    }
}

extension ReadFrame {
    fileprivate var text: String {
        object(
            [
                ("from", quoted(from.rawValue)), ("type", valueText(header.type)),
                ("stream", "\(header.stream)"),
                ("decoded", value.map { quoted("\(type(of: $0))") } ?? "null"),
                ("value", value.map { valueText($0) } ?? "null"), ("hex", quoted(hexText(frame.bytes))),
            ])
    }
}

extension [String] {
    fileprivate var lines: String { joined(separator: ",\n") }
}
