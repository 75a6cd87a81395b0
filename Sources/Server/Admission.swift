import Foundation
import RPC
import Synchronization
import Wire

/// Whether something more may be taken in. It knows counts and bytes, and nobody.
final class Admission: Sendable {
    private let directory: DataDirectory
    private let configuration: Configuration
    private let pending = Atomic<UInt64>(0)

    init(directory: DataDirectory, configuration: Configuration) {
        self.directory = directory
        self.configuration = configuration
    }

    func staged() {
        pending.add(1, ordering: .relaxed)
    }

    func reset(pending count: UInt64) {
        pending.store(count, ordering: .relaxed)
    }

    /// - Parameter bytes: of the envelope that wants in.
    func check(bytes: UInt64) throws(RPCError) {
        guard pending.load(ordering: .relaxed) < configuration.pending else {
            throw RPCError(
                .unavailable, "as many records wait as one epoch takes; come back later",
                limit: UInt64(configuration.pending))
        }
        guard payloadBytes + bytes <= configuration.payloadBytes else {
            throw RPCError(
                .resourceExhausted, "the space for sealed reports is full", limit: configuration.payloadBytes)
        }
        guard freeBytes >= configuration.freeBytes + bytes else {
            throw RPCError(.resourceExhausted, "the disk is full", limit: configuration.freeBytes)
        }
    }

    /// Bytes of the payload file, old pages that are free again included.
    private var payloadBytes: UInt64 {
        var status = stat()
        guard unsafe stat(directory.file("payload.sqlite"), &status) == 0 else { return 0 }
        return UInt64(clamping: status.st_size)
    }

    private var freeBytes: UInt64 { directory.freeBytes ?? .max }
}

extension DataDirectory {
    /// Bytes that the disk has left for this user; nil where the system does not tell.
    package var freeBytes: UInt64? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}
