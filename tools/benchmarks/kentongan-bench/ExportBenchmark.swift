import AuditLog
import Cases
import Console
import Foundation
import Review
import Sealing
import Verification
import Wire
import Words

/// A case as a page, and printed: pages of a hundred cases, and PDFs of a few by an installed Chromium.
struct ExportBenchmark {
    private static let cases = 100

    private let bench: Bench

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let document = Self.document
        let started = seconds()
        var bytes = 0
        for place in 0..<Self.cases {
            let language: Language = place % 2 == 0 ? .indonesian : .english
            bytes += document.page(in: language).bytes.count
        }
        let pages = seconds() - started
        var figures = [
            Figure(
                "\(Self.cases) pages", pages * 1e3, "ms",
                note:
                    "\(short(Double(bytes) / Double(Self.cases) / 1e3)) kB each: a story of 8,000 bytes, 40 files, 200 records"
            )
        ]
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        guard let printer = try? PagePrinter(searching: path) else {
            Output.say("no Chromium on PATH: PDFs are left out")
            return figures
        }
        let count = bench.options.isLong ? Self.cases : 10
        let page = document.page(in: .indonesian).bytes
        var (times, sizes) = ([Double](), [Double]())
        for _ in 0..<count {
            let started = seconds()
            let pdf = try printer.pdf(of: page, random: System.random)
            times.append(seconds() - started)
            sizes.append(Double(pdf.bytes.count))
        }
        figures.append(
            Figure(
                "one PDF", median(times), "s",
                note: "median of \(count), Chromium's start included; \(short(median(sizes) / 1e3)) kB"))
        figures.append(
            Figure(
                "\(Self.cases) PDFs, one after the other", median(times) * Double(Self.cases), "s",
                note: "from that median"))
        return figures
    }

    /// As long as a case gets.
    private static var document: CaseDocument {
        let files = (1...40).map { number in
            CaseDocument.File(
                number: number, name: "\(number)-foto_spanduk.jpg",
                evidence: Evidence(
                    kind: .photo, name: "foto spanduk.jpg", length: 200_000, hash: Hash(),
                    metadataRemoved: true,
                    removed: [.place], showsReporter: false), isReceived: true)
        }
        let events = (0..<200).map { number in
            CaseDocument.Event(
                kind: .message(.note, counter: UInt32(number)), agency: "bawaslu",
                index: UInt64(number) * 300,
                commitment: Hash(), recorded: 1_800_000_000, fault: nil, unread: nil)
        }
        return CaseDocument(
            place: CaseDocument.Place(
                origin: "bench.kentongan.example", fingerprint: Hash(), report: Hash(), epoch: 1, index: 7,
                recorded: 1_800_000_000, agencies: ["bawaslu", "bkn"], checkpoint: "bench\n1\nAAAA\n",
                isWitnessed: true, zone: .wib),
            state: .examination,
            facts: [
                StoryFact(
                    .story, .name("Uraian"),
                    .name(String(repeating: "Pada apel pagi ia mengarahkan pegawai. ", count: 205)))
            ],
            hasWitness: true, files: files, notes: [], events: events, answers: [], lacks: [])
    }
}
