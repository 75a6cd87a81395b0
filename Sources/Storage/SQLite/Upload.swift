import Primitives
import Wire

/// Names an upload.
struct UploadKey: Hashable {
    let owner: PublicKey
    let upload: Nonce
}

/// An envelope on its way in.
struct Upload {
    let id: PayloadID
    let length: UInt64
    /// Bytes that stand in the file or are on their way there: whole parts, or all of it.
    var written: UInt64 = 0
    /// Of what is written.
    var hash = SHA256Stream()
    /// Behind what is written.
    var buffer = Self.nothing
    /// Pieces on their way to the file, in order.
    var writing: [Task<Result<Void, StoreError>, Never>] = []
    /// A call is at work on it.
    var busy = false
    var turn: UInt64 = 1
    /// Bytes came in this turn, and its stream has not ended.
    var isStreaming = false
    /// Nothing came since the last `calm`.
    var isQuiet = false
    /// `arrived` at the last sweep; nil before the first one.
    var swept: UInt64?

    static let nothing = PieceBuffer(length: PayloadLane.partSize)

    init(id: PayloadID, length: UInt64) {
        self.id = id
        self.length = length
    }

    var arrived: UInt64 { written.plus(UInt64(buffer.count)) }

    /// Whether it did not get on since the last sweep by as much as who brings it must.
    var isAtRest: Bool {
        swept.map { arrived.less($0) < max(UInt64(PayloadLane.partSize), length / 96) } ?? false
    }

    /// Ends the stream; the bytes that are forgotten.
    mutating func forgetTail() -> Int {
        defer { (buffer, isStreaming) = (Self.nothing, false) }
        return buffer.count
    }

    /// Waits until no more than so many pieces are on their way; throws when none is any more, where one of them failed.
    mutating func settle(to count: Int) async throws(StoreError) {
        while writing.count > count {
            let result = await writing.removeFirst().value
            guard case .failure(let error) = result else { continue }
            for rest in writing { _ = await rest.value }
            writing = []
            throw error
        }
    }

    /// What there is to write where all bytes are: nothing.
    var noPiece: UploadedParts {
        UploadedParts(id: id, firstPart: Int(written / UInt64(PayloadLane.partSize)), parts: [])
    }

    /// Takes whole parts off the buffer, or all of it; nil where there is nothing to write.
    mutating func nextPiece(all: Bool) -> UploadedParts? {
        let taken = buffer.take(all: all)
        guard !taken.isEmpty else { return nil }
        let parts = UploadedParts(
            id: id, firstPart: Int(written / UInt64(PayloadLane.partSize)), parts: taken)
        for part in taken { hash.update(part) }
        written = written.plus(UInt64(parts.count))
        return parts
    }
}
