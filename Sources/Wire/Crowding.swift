extension Status {
    /// The field of a refusal for want of room in the epoch.
    package static let room = "room"

    /// Whether it refuses something for want of room in the epoch.
    package var saysCrowded: Bool { code == .unavailable && field == Self.room }
}
