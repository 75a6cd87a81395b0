import AuditLog
import TestSupport
import Testing

@Suite struct ReceiptCodesTests {
    private let proof = SampleBytes(3)(2_000)

    private func receipt(_ lines: [String]) throws -> [UInt8]? {
        try ReceiptCodes.receipt(in: lines.joined(separator: "\n"))
    }

    @Test func what_was_read_in_any_order_is_the_receipt() throws {
        let lines = ReceiptCodes.lines(of: proof)
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.utf8.count < 900 && $0.utf8.allSatisfy { (0x21...0x7e).contains($0) } })
        #expect(try receipt(lines) == proof)
        let read = (lines.reversed() + lines.prefix(2)).map { "QR-Code:\($0)\r" } + ["", " "]
        #expect(try receipt(read) == proof)
        #expect(try receipt(ReceiptCodes.lines(of: [1])) == [1])
        #expect(try receipt(["c2sp.org/tlog-proof@v1", "index 1"]) == nil)
    }

    @Test func what_is_not_all_of_one_receipt_is_none() throws {
        let lines = ReceiptCodes.lines(of: proof)
        func expect(_ mistake: ReceiptCodes.Mistake, _ lines: [String]) {
            #expect(throws: mistake) { try receipt(lines) }
        }
        expect(.missing(3, of: 4), [lines[0], lines[1], lines[3]])
        expect(.mixed, lines + ReceiptCodes.lines(of: Array(proof.dropLast())))
        var other = lines
        other[1].removeLast()
        expect(.mixed, lines + [other[1]])
        expect(.damaged, other)
        expect(.line(5), lines + ["KENTONGAN-RECEIPT:5/4:x:y"])
        expect(.line(5), lines + ["KENTONGAN-RECEIPT:"])
        expect(.line(5), lines + ["something else"])
        expect(.line(1), ["KENTONGAN-RECEIPT:1/9999999999999999999:0:AA=="])
    }
}
