import Keys
import Primitives
import Synchronization
import Wire

/// Large envelopes on their way in: known within one run, never visible, gone with the run unless staged.
///
/// Each holds at most two pieces of `pieceSize` bytes in memory: one that fills while the other is written.
final class UploadArea: UploadStore {
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

    /// See `UploadStore.begin`.
    func begin(
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

    /// See `UploadStore.append`.
    func append(
        _ bytes: [UInt8], owner: PublicKey, envelope: Hash, offset: UInt64
    ) async throws(StoreError) {
        let key = Key(owner: owner, envelope: envelope)
        var upload = try take(key)
        do throws(StoreError) {
            guard offset == upload.arrived else {
                throw .upload(.offset(expected: upload.arrived, found: offset))
            }
            guard UInt64(bytes.count) <= upload.length.less(upload.arrived) else {
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

    /// See `UploadStore.finish`.
    func finish(owner: PublicKey, envelope: Hash) async throws(StoreError) -> UploadedPayload {
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

    /// See `UploadStore.abandon`.
    func abandon(owner: PublicKey, envelope: Hash) async throws(StoreError) {
        let key = Key(owner: owner, envelope: envelope)
        let upload = try take(key)
        _ = await upload.writing?.value
        forget(key, upload)
    }

    /// See `UploadStore.sweep`.
    func sweep() {
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
