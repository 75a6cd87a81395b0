/// When something is recorded, where no time is known.
package enum RecordingText {
    /// The next one, whenever it is.
    package static let next = Phrase("jadwal pencatatan berikutnya", "the next scheduled recording")

    /// The schedule's number: said only where the schedule does not tell the time.
    package static func schedule(_ epoch: UInt64) -> Phrase {
        Phrase("jadwal pencatatan ke-\(epoch)", "scheduled recording \(epoch)")
    }
}
