import Testing
@testable import Wire

@Suite struct StreamTableTests {
    @Test func findsWhatIsOpen() {
        var table = table([3, 7, 8, 1_000, 0xffff_ffff])
        #expect([3, 7, 8, 1_000, 0xffff_ffff].map { table.index(of: $0) } == [0, 1, 2, 3, 4])
        #expect([0, 1, 4, 9, 999, 1_001].allSatisfy { table.index(of: $0) == nil })
        table.remove(at: 1)
        #expect(table.index(of: 7) == nil && table.index(of: 8) == 1 && table.count == 4)
    }

    @Test func knowsNoDeadlineBeforeTheSoonest() {
        var table = StreamTable()
        #expect(table.soonest == .max)
        for (id, deadline) in [(1, 900), (2, 500), (3, 700)] as [(UInt32, UInt64)] {
            table.append(Stream(id: id, call: CallState(.unary), deadline: deadline))
        }
        #expect(table.soonest == 500)
        table.remove(at: 1)
        #expect(table.soonest <= 700)
        #expect(table.expired(at: 600) == nil)
        #expect(table.soonest == 700, "exact once asked in vain")
        #expect(table.expired(at: 700) == 1)
        table.remove(at: 1)
        #expect(table.expired(at: 1_000) == 0)
        table.remove(at: 0)
        #expect(table.isEmpty && table.soonest == .max)
    }

    private func table(_ ids: [UInt32]) -> StreamTable {
        var table = StreamTable()
        for id in ids { table.append(Stream(id: id, call: CallState(.unary), deadline: .max)) }
        return table
    }
}
