/// What the schema's messages have to fit into.
enum Limits {
    /// A cell is a frame of 32,768 bytes: 8 are the frame's header, 4 the length of the content.
    static let cell = 32_768 - 8 - 4
    /// The most that a frame may carry.
    static let frame = 131_072
    /// An entry stands behind a uint16 length in an entry bundle (C2SP tlog-tiles); a report has to leave
    /// room in its envelope for a stanza of every agency.
    static let types = ["Entry": 65_535, "Report": 12_900]

    /// A vector's length is at most four bytes, of which two bits are taken (RFC 9420 section 2.1.2).
    static let vector = (1 << 30) - 1

    static func check(_ type: TypeDeclaration) throws(Fault) {
        guard let limit = types[type.name], type.size.maximum > limit else { return }
        throw Fault(
            type.position,
            "expected '\(type.name)' of at most \(limit) bytes, found a maximum of \(type.size.maximum)")
    }

    static func check(_ payload: CallSyntax.Payload, _ size: Size) throws(Fault) {
        let (what, limit) = payload.mode == .cell ? ("a cell", cell) : ("a frame", frame)
        guard size.maximum > limit else { return }
        throw Fault(
            payload.type.position,
            """
            expected a message of at most \(limit) bytes, which is what \(what) holds, \
            found '\(payload.type.text)' of up to \(size.maximum)
            """)
    }
}
