/// Why an answer could not be written: messages of errors.
package enum OutputText {
    /// The disk that holds standard output has no room.
    package static let full = Phrase(
        "jawaban tidak dapat ditulis ke keluaran standar: disk penuh",
        "the answer cannot be written to standard output: the disk is full")
    /// Nobody takes what is written.
    package static let closed = Phrase(
        "jawaban tidak dapat ditulis: keluaran standar sudah ditutup",
        "the answer cannot be written: standard output is closed")
    /// Anything else.
    package static let unwritable = Phrase(
        "jawaban tidak dapat ditulis ke keluaran standar", "the answer cannot be written to standard output")
}
