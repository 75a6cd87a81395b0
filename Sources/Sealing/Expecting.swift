import Keys
import Wire

// What a sealed message says against what its record and its site say. Mismatches name hashes, numbers and
// codes; of keys only that they differ.

func expect(_ what: String, _ expected: String, _ found: String) throws(SealingError) {
    guard expected == found else { throw .mismatch(what: what, expected: expected, found: found) }
}

func expect(format: UInt16) throws(SealingError) {
    try expect("format", "1", "\(format)")
}

/// The same codes, byte for byte, in the same order.
func expect(_ what: String, _ expected: [AgencyCode], _ found: [AgencyCode]) throws(SealingError) {
    guard expected.map({ Array($0.utf8) }) == found.map({ Array($0.utf8) }) else {
        throw .mismatch(what: what, expected: shown(expected), found: shown(found))
    }
}

/// Codes come from inside a seal, where anything may stand.
private func shown(_ codes: [AgencyCode]) -> String {
    codes.map { AgencyCodeRule.isCode($0) ? $0 : "?" }.joined(separator: " ")
}
