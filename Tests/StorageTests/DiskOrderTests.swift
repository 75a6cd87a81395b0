import Foundation
import Storage
import TestSupport
import Testing
import Wire

/// A seized disk does not tell in which order the reports of a closed epoch came.
@Suite struct DiskOrderTests {
    private static let count = 64
    /// Four standard deviations of the correlation of so many places without any order.
    private static let limit = 4 / Double(count - 1).squareRoot()

    @Test func placesOfAClosedEpochDoNotTellTheArrival() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var needles: [(id: Hash, bytes: Data)] = []
        for number in 0..<Self.count {
            let request = report(UInt64(number + 1))
            guard case .bytes(let bytes) = request.payload else { continue }
            _ = try await store.staged(request)
            needles.append((try request.commitment, Data(bytes[20_000..<20_064])))
        }
        let file = URL(filePath: directory.path + "/payload.sqlite")
        func places() throws -> [Int] {
            let data = try Data(contentsOf: file)
            return try needles.map { try #require(data.range(of: $0.bytes)?.lowerBound) }
        }
        // The control: while the epoch is open, places stand in the order of arrival.
        try await store.tick()
        let arrival = (0..<Self.count).map { Double($0) }
        #expect(correlation(arrival, ranks(try places())) > 0.9)

        try await store.closeEpoch(1)
        try await store.settle()
        let after = ranks(try places())
        #expect(abs(correlation(arrival, after)) < Self.limit)
        // Nor does a place tell when the neighbour by id came, which was moved before it or behind it.
        let byID = needles.indices.sorted { needles[$0].id < needles[$1].id }
        for shift in [1, -1] {
            let neighbours = byID.indices.dropFirst(1).dropLast(1).map {
                (arrival[byID[$0 + shift]], after[byID[$0]])
            }
            #expect(abs(correlation(neighbours.map(\.0), neighbours.map(\.1))) < Self.limit)
        }
    }

    private func ranks(_ places: [Int]) -> [Double] {
        let sorted = places.sorted()
        return places.map { place in Double(sorted.firstIndex(of: place) ?? 0) }
    }

    /// Pearson's, of ranks: Spearman's.
    private func correlation(_ left: [Double], _ right: [Double]) -> Double {
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let (middle, other) = (mean(left), mean(right))
        var (both, one, two) = (0.0, 0.0, 0.0)
        for (x, y) in zip(left, right) {
            both += (x - middle) * (y - other)
            one += (x - middle) * (x - middle)
            two += (y - other) * (y - other)
        }
        return both / (one * two).squareRoot()
    }
}
