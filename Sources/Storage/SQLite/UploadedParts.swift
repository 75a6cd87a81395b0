import Wire

/// Some parts of an envelope that is being uploaded: 65,536 bytes each but the last one.
struct UploadedParts: Sendable {
    let id: PayloadID
    let firstPart: Int
    let parts: [[UInt8]]
    /// SHA-256 of the envelope that is whole with these; nil where more will come.
    var envelope: Hash?

    /// Bytes of all of them.
    var count: Int { parts.reduce(0) { $0 + $1.count } }
}

/// Names a part that stands in the staging table.
struct StagedPart: Sendable {
    let id: PayloadID
    let part: Int
}
