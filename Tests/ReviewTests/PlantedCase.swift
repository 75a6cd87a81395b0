import Console
import Foundation
import Keys
import Review
import Sealing
import TestSupport
import Verification
import Visit
import Wire
import Words

/// A case with a marker in everything that a source can fill, as hostile as a source can be.
struct PlantedCase {
    var sample: SampleReview
    let source: SourceKeys
    let report: Hash
    var site: SampleReviewSite
    /// A picture that is a page and a PDF as well, with what a camera writes into it.
    let file: [UInt8]

    /// Of twenty letters and figures each, which no text of ours holds.
    private static func marker(_ name: Character) -> String { "\(name)x7Vb2Nm9Zt4Lp1Kd8Rw" }

    private static let markup = "<script>alert(1)</script>"
    private static let sentence = "Pada apel pagi ia mengarahkan semua pegawai"
    private static let name = "\u{202e}gpj.\(marker("N"))<svg onload=x>.PDF"

    init() throws {
        var sample = try SampleReview()
        let source = try sample.source(1)
        let marker = Self.marker
        file = Array("%PDF-1.7 GIF89a<html>\(marker("E"))\(Self.markup)Exif GPS \(marker("G"))".utf8)
        let files = [(name: Self.name, bytes: file)]
        let text = """
            \(Self.sentence). \(Self.markup) \(marker("S"))
            Baris kedua \u{202e}\u{7} \(marker("T")) "kutip" 'kutip' & sambung ääé
            """
        report = try sample.report(source, story: text, files: files) { story in
            story.subjectName = "Nama \(marker("A")) \(Self.markup)"
            story.subjectPosition = "Jabatan \(marker("B"))"
            story.subjectUnit = "Unit \(marker("C"))"
            story.place = "Tempat \(marker("D"))"
            story.eventName = "Acara \(marker("F"))"
            story.links = "https://contoh.example/\(marker("H"))\njavascript:alert(1)//\(marker("I"))"
            story.evidenceKinds = [.photo, .witness]
        }
        try sample.close(1)
        try sample.supplement(to: report, source, files: files)
        let received = try sample.act(on: report, .received, isResigned: true) { $0.kind = .received }
        try sample.act(on: report, .examination, behind: received)
        try sample.close(2)
        let random = sample.random
        let reply = try SealedReply(
            "Jawaban \(marker("J")) \(Self.markup)", kind: .words, to: "bawaslu", report: report, counter: 0,
            lastSeen: Message.nothingSeen, site: try SampleReviewSite(sample).trusted, keys: source,
            random: { random($0) })
        _ = sample.keep(reply.envelope)
        try sample.stage(.messagePosted(reply.record), length: UInt64(reply.envelope.count))
        try sample.close(3)
        self.sample = sample
        self.source = source
        site = try SampleReviewSite(sample)
    }

    /// What the case itself says of it, as it stands on the page.
    var told: [String] {
        ["A", "B", "C", "D", "F", "H", "I", "J", "S", "T"].map { Self.marker($0) } + [Self.sentence]
    }

    /// What may stand in no sheet for a hearing.
    var secrets: [String] {
        told + ["E", "G", "N"].map { Self.marker($0) } + [
            Self.name, report.hex, sample.fingerprint.hex, sha256(file).hex,
            source.author.publicKey.bytes.map { String($0, radix: 16) }.joined(),
        ] + sample.envelopes.keys.map { $0.hex }
    }

    /// Short things that tell when and how much.
    var measures: [String] {
        ["2024-11-06", "6 November", "November 2024", "taking_sides", "Memihak", "epoch"]
    }

    /// Index of the report's entry.
    var entry: UInt64? {
        sample.openings.first { (try? Commitment.of($0.opening)) == report }?.index
    }

    @discardableResult
    func export(
        to path: String, _ language: Language, hearing: CaseExport.Hearing? = nil, searching: String? = nil,
        id: String? = nil
    ) async throws -> CaseExport {
        let request = CaseExport.Request(
            id: id ?? String(report.hex.prefix(12)), path: path, language: language, calendar: nil,
            hearing: hearing, searchPath: searching)
        return try await CaseExport.run(
            request, session: try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu,
            // Names of folders that all tests share.
            now: SampleReview.now, random: System.random)
    }
}

/// Looks for secrets, for each twelve bytes of them, and for the forms in which programs write bytes.
struct Leaks {
    struct Found: Equatable {
        var output: String
        var fragment: String
    }

    private static let length = 12
    private let fragments: [(fragment: String, forms: [[UInt8]])]

    init(of secrets: [String]) {
        var fragments: [String: [[UInt8]]] = [:]
        for secret in secrets {
            let scalars = Array(secret.unicodeScalars)
            var start = 0
            while start < scalars.count {
                var piece = ""
                for scalar in scalars[start...] where piece.utf8.count < Self.length {
                    piece.unicodeScalars.append(scalar)
                }
                if piece.utf8.count >= Self.length || start == 0 { fragments[piece] = Self.forms(piece) }
                start += 1
            }
        }
        self.fragments = fragments.map { ($0.key, $0.value) }
    }

    /// As it is, in UTF-16, in hexadecimal, for addresses and for pages; of base64 what is the same wherever it begins.
    static func forms(_ text: String) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        let wide = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        let hex = bytes.map { String(format: "%02x", $0) }.joined()
        let wideHex = wide.map { String(format: "%02x", $0) }.joined()
        let percent = bytes.map { String(format: "%%%02X", $0) }.joined()
        let url = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
        let entities = text.unicodeScalars.map { "&#\($0.value);" }.joined()
        var forms =
            [bytes, wide]
            + [hex, hex.uppercased(), wideHex, wideHex.uppercased(), percent, url, entities]
            .map { Array($0.utf8) }
        for shift in 0..<3 {
            let coded = Array(Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString().utf8)
            let body = coded.dropFirst(shift == 0 ? 0 : 4).prefix(12)
            forms.append(Array(body))
        }
        return forms.filter { $0.count >= 12 || $0.count >= bytes.count }
    }

    func found(in outputs: [(name: String, bytes: [UInt8])]) -> [Found] {
        outputs.flatMap { output in
            let data = Data(output.bytes)
            return fragments.compactMap { fragment, forms in
                forms.contains { data.range(of: Data($0)) != nil }
                    ? Found(output: output.name, fragment: fragment) : nil
            }
        }
    }
}
