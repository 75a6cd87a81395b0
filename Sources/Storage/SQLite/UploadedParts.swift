import Wire

/// Some parts of an envelope that is being uploaded: 65,536 bytes each but the last one.
struct UploadedParts: Sendable {
    let id: PayloadID
    let envelope: Hash
    let firstPart: Int
    let bytes: [UInt8]
}

/// Names a part that stands in the staging table.
struct StagedPart: Sendable {
    let id: PayloadID
    let part: Int
}
