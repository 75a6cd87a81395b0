import Keys
import Primitives
import Synchronization
import Wire

/// See `UploadStore`.
///
/// A stream holds a piece that fills and two that are being written, or one. A piece is a part; where all of them hold little,
/// it grows up to `pieceSize`, for fewer transactions. Hashed is what is written.
final class UploadArea: UploadStore {
    private static let pieceSize = 1 << 20
    /// For what is busy for a moment.
    private static let patience = (tries: 400, pause: Duration.milliseconds(5))

    private let lane: PayloadLane
    private let ledger: SpaceLedger
    private let memory: UploadMemory
    private let area = Mutex(Area())

    private struct Area {
        var uploads: [UploadKey: Upload] = [:]
        /// Bytes in memory, those that are being written too.
        var held = 0
        var streams: Int { uploads.values.count { $0.isStreaming } }
    }

    init(lane: PayloadLane, ledger: SpaceLedger, memory: UploadMemory) {
        self.lane = lane
        self.ledger = ledger
        self.memory = memory
    }

    /// Bytes that uploads hold in memory.
    var held: Int { area.withLock { $0.held } }

    /// See `UploadStore.begin`.
    func begin(
        owner: PublicKey, upload: Nonce, length: UInt64, id: PayloadID, limit: Int, room: RoomRule
    ) async throws(StoreError) -> UploadTurn {
        let key = UploadKey(owner: owner, upload: upload)
        for _ in 0..<Self.patience.tries {
            if let begun = try begin(key, length: length, id: id, limit: limit, room: room) { return begun }
            // A piece of an earlier stream is on its way to the disk.
            try? await Task.sleep(for: Self.patience.pause)
        }
        throw .upload(.busy)
    }

    /// Nil while another stream's call is at work on it.
    private func begin(
        _ key: UploadKey, length: UInt64, id: PayloadID, limit: Int, room: RoomRule
    ) throws(StoreError) -> UploadTurn? {
        let result = area.withLock { area -> Result<UploadTurn?, UploadError> in
            if var upload = area.uploads[key] {
                guard upload.length == length else {
                    return .failure(.length(announced: upload.length, now: length))
                }
                guard !upload.busy else { return .success(nil) }
                area.held -= upload.forgetTail()
                upload.turn += 1
                area.uploads[key] = upload
                return .success(UploadTurn(arrived: upload.written, number: upload.turn))
            }
            guard area.uploads.keys.count(where: { $0.owner == key.owner }) < limit else {
                return .failure(.tooMany(limit: limit))
            }
            guard ledger.reserve(length, for: key.owner, where: room) else { return .failure(.noRoom) }
            area.uploads[key] = Upload(id: id, length: length)
            return .success(UploadTurn(arrived: 0, number: 1))
        }
        do throws(UploadError) { return try result.get() } catch { throw .upload(error) }
    }

    /// See `UploadStore.append`.
    func append(
        _ bytes: [UInt8], owner: PublicKey, upload: Nonce, offset: UInt64, turn: UInt64
    ) async throws(StoreError) {
        let key = UploadKey(owner: owner, upload: upload)
        var (upload, isGrowing) = try take(key, turn: turn, adding: bytes.count)
        let arrived = upload.arrived
        guard offset == arrived, UInt64(bytes.count) <= upload.length.less(arrived) else {
            area.withLock { $0.held -= bytes.count }
            putBack(upload, key)
            throw offset == arrived
                ? .upload(.tooLong(limit: upload.length))
                : .upload(.offset(expected: arrived, found: offset))
        }
        upload.buffer.append(bytes)
        upload.isStreaming = true
        upload.isQuiet = false
        if upload.buffer.count >= (isGrowing ? Self.pieceSize : PayloadLane.partSize) {
            // Where there is memory for it, the next piece does not wait for the one that is on its way, but for the one before.
            do { try await write(&upload, behind: isGrowing ? 1 : 0) } catch {
                forget(key, upload)
                throw error
            }
        }
        putBack(upload, key)
    }

    /// See `UploadStore.pause`.
    func pause(owner: PublicKey, upload: Nonce, turn: UInt64) async {
        let key = UploadKey(owner: owner, upload: upload)
        for _ in 0..<Self.patience.tries {
            do {
                try await pause(key, turn: turn)
                return
            } catch {
                // Over already, or another's; or a call is at work on it.
                guard error == .upload(.busy), area.withLock({ $0.uploads[key]?.turn == turn }) else {
                    return
                }
                try? await Task.sleep(for: Self.patience.pause)
            }
        }
    }

    private func pause(_ key: UploadKey, turn: UInt64) async throws(StoreError) {
        var (upload, _) = try take(key, turn: turn)
        do {
            try await write(&upload, behind: 0)
            try await upload.settle(to: 0)
        } catch {
            forget(key, upload)
            throw error
        }
        upload.turn += 1
        let forgotten = upload.forgetTail()
        area.withLock { area in
            area.held -= forgotten
            area.uploads[key] = upload
        }
    }

    /// See `UploadStore.finish`.
    func finish(
        owner: PublicKey, upload name: Nonce, envelope: Hash, turn: UInt64
    ) async throws(StoreError) -> UploadedPayload {
        let key = UploadKey(owner: owner, upload: name)
        var (upload, _) = try take(key, turn: turn)
        guard upload.arrived == upload.length else {
            putBack(upload, key)
            throw .upload(.incomplete(arrived: upload.arrived, length: upload.length))
        }
        do {
            try await upload.settle(to: 0)
            var last = upload.nextPiece(all: true) ?? upload.noPiece
            last.envelope = envelope
            start(last, of: &upload)
            try await upload.settle(to: 0)
        } catch {
            forget(key, upload)
            throw error
        }
        guard upload.hash.finalize() == envelope else {
            forget(key, upload)
            throw .upload(.hash)
        }
        upload.isStreaming = false
        putBack(upload, key)
        return UploadedPayload(
            envelope: envelope, length: upload.length, owner: owner, upload: name, id: upload.id)
    }

    /// See `UploadStore.abandon`.
    func abandon(owner: PublicKey, upload: Nonce) async throws(StoreError) {
        let key = UploadKey(owner: owner, upload: upload)
        var (upload, _) = try take(key, turn: nil)
        try? await upload.settle(to: 0)
        forget(key, upload)
    }

    /// See `UploadStore.calm`.
    func calm() {
        let quiet = area.withLock { area in
            let streaming = area.uploads.filter { $0.value.isStreaming }
            for key in streaming.keys { area.uploads[key]?.isQuiet = true }
            return streaming.filter { $0.value.isQuiet }
        }
        for (key, upload) in quiet {
            Task { await pause(owner: key.owner, upload: key.upload, turn: upload.turn) }
        }
    }

    /// See `UploadStore.sweep`.
    func sweep() {
        let idle = area.withLock { area in
            let idle = area.uploads.filter { !$0.value.busy && $0.value.isAtRest }
            for (key, upload) in idle {
                area.held -= upload.buffer.count
                area.uploads[key] = nil
            }
            for (key, upload) in area.uploads { area.uploads[key]?.swept = upload.arrived }
            return idle
        }
        for (key, upload) in idle {
            Task {
                var upload = upload
                try? await upload.settle(to: 0)
                drop(key, upload)
            }
        }
    }

    /// Keeps a finished upload while its record is staged.
    func hold(_ payload: UploadedPayload) throws(StoreError) {
        let key = UploadKey(owner: payload.owner, upload: payload.upload)
        let (upload, _) = try take(key, turn: nil)
        guard upload.id == payload.id else {
            putBack(upload, key)
            throw .upload(.unknown)
        }
    }

    /// The record is staged, or was refused for good; nil where it may be tried again.
    func release(_ payload: UploadedPayload, isStaged: Bool?) {
        let key = UploadKey(owner: payload.owner, upload: payload.upload)
        area.withLock { area in
            if isStaged == nil { area.uploads[key]?.busy = false } else { area.uploads[key] = nil }
        }
        switch isStaged {
        case true?: ledger.staged(payload.length, by: payload.owner)
        case false?: ledger.giveBack(0, upload: (payload.owner, payload.length))
        case nil: break
        }
    }

    /// Takes an upload for one call, with bytes that come to it.
    ///
    /// - Returns: the upload, and whether its piece may be longer than a part.
    private func take(
        _ key: UploadKey, turn: UInt64?, adding bytes: Int = 0
    ) throws(StoreError) -> (Upload, isGrowing: Bool) {
        let result = area.withLock { area -> Result<(Upload, Bool), UploadError> in
            guard let upload = area.uploads[key] else { return .failure(.unknown) }
            guard !upload.busy, turn == nil || turn == upload.turn else { return .failure(.busy) }
            guard bytes == 0 || upload.isStreaming || area.streams < memory.streams else {
                return .failure(.crowded(limit: memory.streams))
            }
            area.held += bytes
            area.uploads[key]?.busy = true
            // Its bytes are with who took it.
            area.uploads[key]?.buffer = Upload.nothing
            return .success((upload, area.held < memory.grown))
        }
        do throws(UploadError) { return try result.get() } catch { throw .upload(error) }
    }

    private func putBack(_ upload: Upload, _ key: UploadKey) {
        area.withLock { $0.uploads[key] = upload }
    }

    private func forget(_ key: UploadKey, _ upload: Upload) {
        area.withLock { area in
            area.held -= upload.buffer.count
            area.uploads[key] = nil
        }
        drop(key, upload)
    }

    /// What does not come any more has no room set aside, and what came is overwritten.
    private func drop(_ key: UploadKey, _ upload: Upload) {
        ledger.giveBack(upload.length.less(upload.written), upload: (key.owner, upload.length))
        lane.drop(upload.id, bytes: upload.written)
    }

    /// Waits until no more than `pieces` are on their way, then starts to write the whole parts that are there.
    private func write(_ upload: inout Upload, behind pieces: Int) async throws(StoreError) {
        try await upload.settle(to: pieces)
        if let parts = upload.nextPiece(all: false) { start(parts, of: &upload) }
    }

    private func start(_ parts: UploadedParts, of upload: inout Upload) {
        let count = parts.count
        ledger.wrote(UInt64(count))
        let writing = Task { [weak self, lane, ledger] in
            let result: Result<Void, StoreError>
            do throws(StoreError) { result = .success(try await lane.write(parts)) } catch {
                result = .failure(error)
            }
            ledger.giveBack(UInt64(count))
            self?.area.withLock { $0.held -= count }
            return result
        }
        upload.writing.append(writing)
    }
}
