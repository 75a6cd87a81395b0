package import Wire

extension Phrase {
    /// What is read for a code that has no label here: its number.
    package static func unknownCode(_ number: some BinaryInteger) -> Phrase {
        Phrase("Kode tidak dikenal (\(Int(clamping: number)))", "Unknown code (\(Int(clamping: number)))")
    }
}

extension WireCode {
    /// What a form shows, in its order: all but that nothing was said.
    package static var choices: [Self] { allCases.filter { $0.name != "not_said" } }
}
