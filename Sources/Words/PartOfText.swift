extension StringProtocol {
    /// Whether another text stands somewhere in this one, byte by byte.
    package func holds(_ part: String) -> Bool {
        let (bytes, part) = (Array(utf8), Array(part.utf8))
        return part.isEmpty || bytes.indices.contains { bytes[$0...].starts(with: part) }
    }
}
