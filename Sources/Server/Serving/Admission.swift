import Foundation
import RPC
import Synchronization
import Wire

/// Whether something more may be taken in.
///
/// It knows counts and bytes, and nobody.
///
/// How many records an epoch takes is drawn anew for each: between half of `admission.pending` and all of it. Who
/// fills an epoch until it refuses would otherwise know exactly how many came from others; so a record of
/// somebody else moves the refusal of a prober with probability 2 / `admission.pending`.
final class Admission: Sendable {
    private let directory: DataDirectory
    private let configuration: Configuration
    private let random: @Sendable (Int) -> [UInt8]
    private let pending = Atomic<UInt64>(0)
    private let limit = Atomic<UInt64>(0)

    init(
        directory: DataDirectory, configuration: Configuration, random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.directory = directory
        self.configuration = configuration
        self.random = random
    }

    func staged() {
        pending.add(1, ordering: .relaxed)
    }

    /// Begins an epoch.
    func reset(pending count: UInt64) {
        let share = BatchSecrets(random: random).u
        limit.store(UInt64((share * Double(configuration.pending)).rounded(.up)), ordering: .relaxed)
        pending.store(count, ordering: .relaxed)
    }

    /// Looks whether there is room, and takes none.
    ///
    /// - Parameter bytes: of the envelope that wants in.
    /// - Throws: an `RPCError`: `unavailable` where the epoch is full, `resourceExhausted` where the space
    ///   for payloads or the disk is.
    func check(bytes: UInt64) throws(RPCError) {
        guard pending.load(ordering: .relaxed) < limit.load(ordering: .relaxed) else {
            throw RPCError(
                .unavailable, "as many records wait as one epoch takes; come back later",
                limit: UInt64(configuration.pending))
        }
        guard payloadBytes.plus(bytes) <= configuration.payloadBytes else {
            throw RPCError(
                .resourceExhausted, "the space for sealed reports is full", limit: configuration.payloadBytes)
        }
        guard freeBytes >= configuration.freeBytes.plus(bytes) else {
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
        return UInt64(status.f_bavail).times(UInt64(status.f_frsize))
    }
}
