import Foundation
import Keys
import TestSupport
import Testing
import Wire

@testable import Storage

/// A seized disk does not tell in which order the reports and the parts of uploads of a closed epoch came: the rank
/// correlation (Spearman's) of places in the files and arrival is noise.
@Suite(.timeLimit(.minutes(3))) struct DiskOrderTests {
    private static let count = 200
    /// Four standard deviations of the correlation of so many places without any order.
    private static let limit = 4 / Double(count - 1).squareRoot()

    /// Something that came: how it is named, and bytes of it that stand nowhere else.
    private struct Arrival {
        let id: [UInt8]
        let bytes: Data
    }

    @Test func placesOfReportsDoNotTellTheArrival() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var (payloads, rows): ([Arrival], [Arrival]) = ([], [])
        for number in 0..<Self.count {
            let request = report(UInt64(number + 1))
            guard case .bytes(let bytes) = request.payload else { continue }
            _ = try await store.staged(request)
            let id = try request.commitment.bytes
            payloads.append(Arrival(id: id, bytes: Data(bytes[20_000..<20_064])))
            rows.append(Arrival(id: id, bytes: Data(request.nonce.bytes)))
        }
        try await store.tick()
        let before = try correlation(of: payloads, in: directory.path + "/payload.sqlite")
        // The control: while the epoch is open, places stand in the order of arrival.
        #expect(before > 0.9)
        try await store.closeEpoch(1)
        try expectNoise(payloads, in: directory.path + "/payload.sqlite")
        try expectNoise(rows, in: directory.path + "/log.sqlite")
        // Room that is given back moves the last pages to where the freed ones stood.
        let (free, long) = (store.ledger.free, try length(of: directory.path + "/payload.sqlite"))
        try await store.payloadLane.shrink(to: 0)
        try await store.tick()
        #expect(free > 4 << 20 && store.ledger.free == 0)
        let short = try length(of: directory.path + "/payload.sqlite")
        #expect(long - short >= Int(free) - 65_536)
        try expectNoise(payloads, in: directory.path + "/payload.sqlite")
    }

    /// 20 uploads that bring their 10 parts in turns.
    @Test func placesOfPartsDoNotTellTheArrival() async throws {
        let directory = try TemporaryFolder()
        try await makeStore(directory).close()
        // No piece is longer than a part.
        let store = try SQLiteStore(
            directory: directory.path, origin: origin, uploads: UploadMemory(streams: 128, grown: 0))
        let first = try await store.staged(report(1)).promise.commitment
        var (uploads, arrivals): ([(owner: PublicKey, bytes: [UInt8], hash: Hash)], [Arrival]) = ([], [])
        for number in 0..<20 {
            var random = SeededGenerator(seed: UInt64(number) + 62_000)
            let (bytes, owner, id) = (random.bytes(655_360), random.hash() as PublicKey, random.bytes(16))
            uploads.append((owner, bytes, sha256(bytes)))
            _ = try await store.uploads.begin(
                owner: owner, upload: sha256(bytes).name, length: 655_360,
                id: try #require(PayloadID(id)), limit: 1, room: { _, _ in true })
        }
        for part in 0..<10 {
            for upload in uploads {
                let range = part * 65_536..<(part + 1) * 65_536
                try await store.uploads.append(
                    Array(upload.bytes[range]), owner: upload.owner, upload: upload.hash.name,
                    offset: UInt64(range.lowerBound), turn: 1)
                arrivals.append(
                    Arrival(
                        id: upload.owner.bytes + [UInt8(part)],
                        bytes: Data(upload.bytes[range.lowerBound + 40_000..<range.lowerBound + 40_064])))
            }
        }
        for (number, upload) in uploads.enumerated() {
            let payload = try await store.uploads.finish(
                owner: upload.owner, upload: upload.hash.name, envelope: upload.hash, turn: 1)
            var request = UploadTests().supplement(payload, on: first, counter: UInt32(number))
            var random = SeededGenerator(seed: UInt64(number) + 71_000)
            request.nonce = random.hash()
            _ = try await store.staged(request)
        }
        try await store.tick()
        let file = directory.path + "/payload.sqlite"
        #expect(try correlation(of: arrivals, in: file) > 0.9)
        try await store.closeEpoch(1)
        try expectNoise(arrivals, in: file, byNeighbours: false)
        try await store.payloadLane.shrink(to: 0)
        try await store.tick()
        try expectNoise(arrivals, in: file, byNeighbours: false)
    }

    /// Neither does a place tell when its own came, nor when the neighbour by name did, which was moved before it or
    /// behind it.
    private func expectNoise(
        _ arrivals: [Arrival], in file: String, byNeighbours: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let places = try places(of: arrivals, in: file).map { Double($0) }
        let found = SpearmanCorrelation(Self.order, places).value
        #expect(abs(found) < Self.limit, sourceLocation: sourceLocation)
        guard byNeighbours else { return }
        let byID = arrivals.indices.sorted { arrivals[$0].id.lexicographicallyPrecedes(arrivals[$1].id) }
        for shift in [1, -1] {
            let inner = byID.indices.dropFirst().dropLast()
            let found = SpearmanCorrelation(
                inner.map { Self.order[byID[$0 + shift]] }, inner.map { places[byID[$0]] }
            ).value
            #expect(abs(found) < Self.limit, sourceLocation: sourceLocation)
        }
    }

    private func length(of file: String) throws -> Int {
        try Data(contentsOf: URL(filePath: file)).count
    }

    private func correlation(of arrivals: [Arrival], in file: String) throws -> Double {
        SpearmanCorrelation(Self.order, try places(of: arrivals, in: file).map { Double($0) }).value
    }

    /// Offsets in the raw file.
    private func places(of arrivals: [Arrival], in file: String) throws -> [Int] {
        let data = try Data(contentsOf: URL(filePath: file))
        return try arrivals.map { try #require(data.range(of: $0.bytes)?.lowerBound) }
    }

    private static let order = (0..<count).map { Double($0) }
}

/// Pearson's correlation of ranks; values that are equal do not occur here.
struct SpearmanCorrelation {
    let value: Double

    init(_ left: [Double], _ right: [Double]) {
        let (left, right) = (Self.ranks(left), Self.ranks(right))
        let mean = Double(left.count - 1) / 2
        var (both, one, two) = (0.0, 0.0, 0.0)
        for (x, y) in zip(left, right) {
            both += (x - mean) * (y - mean)
            one += (x - mean) * (x - mean)
            two += (y - mean) * (y - mean)
        }
        value = both / (one * two).squareRoot()
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        var ranks = [Double](repeating: 0, count: values.count)
        for (rank, place) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
            ranks[place] = Double(rank)
        }
        return ranks
    }
}
