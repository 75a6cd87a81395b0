import Keys
import Primitives
import Synchronization
package import Wire

package enum UploadError: Error, Equatable, Sendable {
    /// Nothing of this kind was begun.
    case unknown
    /// Announced again with another length.
    case length(announced: UInt64, now: UInt64)
    /// A chunk that does not begin where the one before ended.
    case offset(expected: UInt64, found: UInt64)
    /// More bytes than were announced.
    case tooLong(limit: UInt64)
    /// Finished too early.
    case incomplete(arrived: UInt64, length: UInt64)
    /// The bytes are not those of the hash announced; they are gone.
    case hash
    /// Another stream is writing to it.
    case busy
    /// As many uploads of one owner as may be at once.
    case tooMany(limit: Int)
}

extension UploadError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown: "upload was not begun"
        case .length(let announced, let now): "length is \(now), announced was \(announced)"
        case .offset(let expected, let found): "offset is \(found), expected \(expected)"
        case .tooLong(let limit): "upload is longer than announced, limit \(limit)"
        case .incomplete(let arrived, let length): "upload has \(arrived) bytes of \(length)"
        case .hash: "upload has another hash than announced"
        case .busy: "upload is being written"
        case .tooMany(let limit): "too many uploads at once, limit \(limit)"
        }
    }
}

/// A whole envelope in payload.sqlite that no record names yet.
package struct UploadedPayload: Equatable, Sendable {
    package let envelope: Hash
    package let length: UInt64
    let owner: PublicKey
    let id: PayloadID
}

/// Large envelopes on their way in: known within one run, never visible, gone with the run unless staged.
///
/// Each holds at most two pieces of `pieceSize` bytes in memory: one that fills while the other is written.
package final class UploadArea: Sendable {
    private static let pieceSize = 1 << 20

    private let lane: PayloadLane
    private let uploads = Mutex<[Key: Upload]>([:])

    private struct Key: Hashable {
        let owner: PublicKey
        let envelope: Hash
    }

    private struct Upload {
        let id: PayloadID
        let length: UInt64
        var arrived: UInt64 = 0
        var hash = SHA256Stream()
        var buffer: [UInt8] = []
        var partsWritten = 0
        var writing: Task<Result<Void, StoreError>, Never>?
        var busy = false
        /// Since the last `sweep`.
        var isTouched = true
    }

    init(lane: PayloadLane) {
        self.lane = lane
    }

    /// Announces an envelope, or asks about one announced.
    ///
    /// - Parameters:
    ///   - id: 16 random bytes; used if the upload is new.
    ///   - limit: unfinished uploads at once of this owner.
    /// - Returns: bytes that have arrived.
    package func begin(
        owner: PublicKey, envelope: Hash, length: UInt64, id: PayloadID, limit: Int
    ) throws(StoreError) -> UInt64 {
        let result = uploads.withLock { uploads -> Result<UInt64, UploadError> in
            let key = Key(owner: owner, envelope: envelope)
            if let upload = uploads[key] {
                guard upload.length == length else {
                    return .failure(.length(announced: upload.length, now: length))
                }
                return .success(upload.arrived)
            }
            guard uploads.keys.count(where: { $0.owner == owner }) < limit else {
                return .failure(.tooMany(limit: limit))
            }
            uploads[key] = Upload(id: id, length: length)
            return .success(0)
        }
        do throws(UploadError) { return try result.get() } catch { throw .upload(error) }
    }

    /// Takes the bytes from `offset` on. They are durable when `finish` has returned, not before.
    package func append(
        _ bytes: [UInt8], owner: PublicKey, envelope: Hash, offset: UInt64
    ) async throws(StoreError) {
        let key = Key(owner: owner, envelope: envelope)
        var upload = try take(key)
        do throws(StoreError) {
            guard offset == upload.arrived else {
                throw .upload(.offset(expected: upload.arrived, found: offset))
            }
            guard UInt64(bytes.count) <= upload.length - upload.arrived else {
                throw .upload(.tooLong(limit: upload.length))
            }
        } catch {
            putBack(upload, key)
            throw error
        }
        upload.hash.update(bytes)
        upload.buffer += bytes
        upload.arrived += UInt64(bytes.count)
        if upload.buffer.count >= Self.pieceSize {
            do { try await write(&upload, envelope: envelope, all: false) } catch {
                forget(key, upload)
                throw error
            }
        }
        putBack(upload, key)
    }

    /// Compares length and hash, and returns when all is durable. Asked again it answers the same, until the
    /// record is staged.
    package func finish(owner: PublicKey, envelope: Hash) async throws(StoreError) -> UploadedPayload {
        let key = Key(owner: owner, envelope: envelope)
        var upload = try take(key)
        guard upload.arrived == upload.length else {
            putBack(upload, key)
            throw .upload(.incomplete(arrived: upload.arrived, length: upload.length))
        }
        guard upload.hash.finalize() == envelope else {
            _ = await upload.writing?.value
            forget(key, upload)
            throw .upload(.hash)
        }
        do {
            try await write(&upload, envelope: envelope, all: true)
            try await upload.writing?.value.get()
        } catch {
            forget(key, upload)
            throw error
        }
        putBack(upload, key)
        return UploadedPayload(envelope: envelope, length: upload.length, owner: owner, id: upload.id)
    }

    /// Gives up an upload; what arrived is overwritten.
    package func abandon(owner: PublicKey, envelope: Hash) async throws(StoreError) {
        let key = Key(owner: owner, envelope: envelope)
        let upload = try take(key)
        _ = await upload.writing?.value
        forget(key, upload)
    }

    /// Gives up what was not touched since the sweep before this one.
    package func sweep() {
        let idle = uploads.withLock { uploads in
            let idle = uploads.filter { !$0.value.isTouched && !$0.value.busy }
            for key in idle.keys { uploads[key] = nil }
            for key in uploads.keys { uploads[key]?.isTouched = false }
            return idle.values.map { ($0.id, $0.writing) }
        }
        for (id, writing) in idle {
            Task { [lane] in
                _ = await writing?.value
                lane.drop(id)
            }
        }
    }

    /// Keeps a finished upload while its record is staged.
    func hold(_ payload: UploadedPayload) throws(StoreError) {
        let key = Key(owner: payload.owner, envelope: payload.envelope)
        let upload = try take(key)
        guard upload.id == payload.id else {
            putBack(upload, key)
            throw .upload(.unknown)
        }
    }

    /// The record is staged, or refused for good; or else it may be tried again.
    func release(_ payload: UploadedPayload, done: Bool) {
        let key = Key(owner: payload.owner, envelope: payload.envelope)
        uploads.withLock { if done { $0[key] = nil } else { $0[key]?.busy = false } }
    }

    private func take(_ key: Key) throws(StoreError) -> Upload {
        let result = uploads.withLock { uploads -> Result<Upload, UploadError> in
            guard let upload = uploads[key] else { return .failure(.unknown) }
            guard !upload.busy else { return .failure(.busy) }
            uploads[key]?.busy = true
            uploads[key]?.isTouched = true
            uploads[key]?.buffer = []
            return .success(upload)
        }
        do throws(UploadError) { return try result.get() } catch { throw .upload(error) }
    }

    private func putBack(_ upload: Upload, _ key: Key) {
        var upload = upload
        upload.isTouched = true
        uploads.withLock { $0[key] = upload }
    }

    private func forget(_ key: Key, _ upload: Upload) {
        uploads.withLock { $0[key] = nil }
        lane.drop(upload.id)
    }

    /// Waits for the piece before, then starts to write this one.
    private func write(_ upload: inout Upload, envelope: Hash, all: Bool) async throws(StoreError) {
        try await upload.writing?.value.get()
        upload.writing = nil
        let whole = upload.buffer.count / PayloadLane.partSize * PayloadLane.partSize
        let count = all ? upload.buffer.count : whole
        guard count > 0 else { return }
        let parts = UploadedParts(
            id: upload.id, envelope: envelope, firstPart: upload.partsWritten,
            bytes: count == upload.buffer.count ? upload.buffer : Array(upload.buffer[..<count]))
        upload.buffer = count == upload.buffer.count ? [] : Array(upload.buffer[count...])
        upload.partsWritten += count / PayloadLane.partSize
        upload.writing = Task { [lane] in
            do throws(StoreError) { return .success(try await lane.write(parts)) } catch {
                return .failure(error)
            }
        }
    }
}
