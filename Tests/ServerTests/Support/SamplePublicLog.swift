import AuditLog
import Foundation
import Keys
@testable import Server
@testable import Storage
import Synchronization
import Testing
import TransparencyLog
import Wire

/// A log of any sizes, which real batches do not have, whose tiles can fail to be read.
final class SamplePublicLog: PublishedLog {
    private struct State {
        var builder = TileBuilder()
        /// The widest content of each place.
        var hashes: [Tile: [UInt8]] = [:]
        var notes: [UInt64: String] = [:]
        var size: UInt64 = 0
        var readsLeft = Int.max
    }

    let origin: Origin = "uji.example/berkas"
    private let signer: NoteSigner
    private let state = Mutex(State())

    init(seed: UInt8 = 1) throws {
        let key = try SigningKey(seed: try #require(FixedBytes<32>([UInt8](repeating: seed, count: 32))))
        signer = try NoteSigner(name: "uji.example/berkas", key: key)
    }

    func publish(_ size: UInt64, salt: UInt8 = 0) throws {
        try state.withLock { state in
            while state.builder.size < size {
                state.builder.append(
                    sha256([salt] + withUnsafeBytes(of: state.builder.size) { Array($0) }))
            }
            for content in state.builder.takeFull() + state.builder.partials {
                state.hashes[content.tile.full] = content.bytes
            }
            let checkpoint = try Checkpoint(origin: origin, size: size, root: state.builder.root)
            state.notes[size] = String(decoding: try checkpoint.signed(by: signer).bytes, as: UTF8.self)
            state.size = size
        }
    }

    /// The note of the newest checkpoint is another one from now on, as when a cosignature comes.
    func cosign(_ line: String) { state.withLock { $0.notes[$0.size, default: ""] += line } }

    /// After so many tiles reading fails; nil for never.
    func fail(after reads: Int?) { state.withLock { $0.readsLeft = reads ?? .max } }

    var sizes: [UInt64] { state.withLock { $0.notes.keys.sorted() } }

    func head() -> PublishedHead? {
        state.withLock { state in
            state.notes[state.size].map {
                PublishedHead(
                    state: LogState(
                        size: state.size, edge: RightEdge(), lastLeaf: Hash(), lastEpoch: nil), checkpoint: $0
                )
            }
        }
    }

    func checkpoint(at size: UInt64) -> String? { state.withLock { $0.notes[size] } }

    func checkpointSizes(above size: UInt64) -> [UInt64] { sizes.filter { $0 > size } }

    func checkpointSizes(below size: UInt64, limit: Int) -> [UInt64] {
        Array(sizes.filter { $0 < size }.reversed().prefix(limit))
    }

    func tile(_ tile: Tile) throws(StoreError) -> [UInt8] {
        let bytes: [UInt8]? = state.withLock { state in
            state.readsLeft -= 1
            guard state.readsLeft >= 0 else { return nil }
            switch tile.kind {
            case .entries:
                return (0..<tile.width).flatMap { [0, 2, UInt8(truncatingIfNeeded: tile.index), UInt8($0)] }
            case .hashes: return state.hashes[tile.full].map { Array($0.prefix(32 * tile.width)) }
            }
        }
        guard let bytes else { throw .inputOutput(code: 5) }
        return bytes
    }
}
