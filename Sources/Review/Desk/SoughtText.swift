/// Words that somebody looks for in stories, without regard to case.
struct SoughtText {
    private let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text.lowercased()
        bytes = Array(self.text.utf8)
    }

    /// Whether they stand in a text.
    func stands(in other: String) -> Bool {
        let other = other.lowercased()
        // What has no bytes beyond ASCII is itself in one way only, so bytes tell; of letters with marks there are several.
        guard other.utf8.allSatisfy({ $0 < 0x80 }) else { return other.contains(text) }
        guard let first = bytes.first else { return true }
        let last = other.utf8.count - bytes.count
        guard last >= 0 else { return false }
        let there = Array(other.utf8)
        return (0...last).contains { there[$0] == first && there[$0...].starts(with: bytes) }
    }
}
