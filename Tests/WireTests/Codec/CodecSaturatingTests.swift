import Testing
import Wire

/// Reckoning with numbers from outside stays at the edge of their type.
@Suite struct CodecSaturatingTests {
    private static let numbers: [UInt64] = [0, 1, 2, 86_400, 1 << 32, UInt64(Int64.max), .max - 1, .max]

    @Test(arguments: numbers, numbers) func it_is_exact_where_it_can_be(_ a: UInt64, _ b: UInt64) {
        let (sum, isSumTooLarge) = a.addingReportingOverflow(b)
        let (product, isProductTooLarge) = a.multipliedReportingOverflow(by: b)
        #expect(a.plus(b) == (isSumTooLarge ? .max : sum))
        #expect(a.times(b) == (isProductTooLarge ? .max : product))
        #expect(a.less(b) == (a >= b ? a - b : 0))
    }

    @Test func narrow_numbers_end_at_their_own_edge() {
        #expect(UInt8(250).plus(6) == 255 && UInt8(16).times(16) == 255 && UInt8(3).less(4) == 0)
        #expect(UInt32.max.plus(1) == .max && UInt32(7).less(5) == 2)
    }
}
