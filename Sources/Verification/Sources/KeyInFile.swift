package import TransparencyLog

extension VerifierKey {
    /// Reads the first line of a file, a C2SP vkey.
    ///
    /// - Parameters:
    ///   - file: what the file is, for errors.
    ///   - path: of a file of at most 4096 bytes.
    ///   - algorithm: what the key must be for; a log's unless said.
    /// - Throws: `unreadable`, or `malformed` where that line is no vkey for it.
    package init(
        file: NamedFile, _ path: String, _ algorithm: Algorithm = .ed25519
    ) throws(VerificationError) {
        let text = try file.text(path, limit: 4_096)
        do throws(NoteError) {
            try self.init(vkey: text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
            guard self.algorithm == algorithm else { throw .unsupportedAlgorithm(self.algorithm.rawValue) }
        } catch {
            throw .malformed(file, path: path, reason: "\(error)")
        }
    }
}
