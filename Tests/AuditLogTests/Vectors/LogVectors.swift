import AuditLog
import Foundation
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// `Protocol/vectors/logs.json`.
///
/// Byte strings are base64. README.md beside it says how a log is put together.
struct LogVectors: Codable, Equatable {
    /// A batch, behind the logs of another.
    struct Batch: Codable, Equatable {
        var name: String
        var behind: String?
        var bodies: [String]
        /// Of the batch's records, filler only where `isWhole`.
        var openings: [Opened]
        var isWhole: Bool
    }

    struct Opened: Codable, Equatable {
        var index: UInt64
        var opening: String
        var length: UInt64
    }

    struct Log: Codable, Equatable {
        var name: String
        var batch: String
        /// `public`, `auditor` or an agency's code.
        var reader: String
        /// By index: another body than the batch's.
        var bodies: [String: String] = [:]
        /// By index: another entry than its body gives, as a whole.
        var entries: [String: String] = [:]
        /// Entries, where it ends early.
        var size: Int?
        /// Indices of openings that the reader is not given.
        var without: [UInt64] = []
        /// Openings that it is given instead of those with their indices.
        var openings: [Opened] = []
        var checkpoint: String
        /// A checkpoint that the reader kept.
        var kept: String?
        /// The reader's clock.
        var now: UInt64?
        /// Of the link, where it is not the site's.
        var root: String?
        var result: String
        /// Distinct codes in the order in which they were found; the first says what is wrong.
        var failures: [String]
    }

    var origin: String
    var rootFingerprint: String
    var batches: [Batch]
    var logs: [Log]
}

extension LogVectors {
    /// The bodies and openings of a batch and of all before it.
    func whole(_ name: String) throws -> (bodies: [EntryBody], openings: [OpenedEntry]) {
        let batch = try #require(batches.first { $0.name == name })
        var (bodies, openings) = try batch.behind.map { try whole($0) } ?? ([], [])
        bodies += try batch.bodies.map { try EntryBody(decoding: try base64($0)) }
        openings += try batch.openings.map { try $0.decoded() }
        return (bodies, openings)
    }

    /// The entries of a log, each chained to the one before unless it is given whole.
    func entries(of log: Log) throws -> [[UInt8]] {
        var bodies = try whole(log.batch).bodies
        for (index, body) in log.bodies {
            bodies[try #require(Int(index))] = try EntryBody(decoding: try base64(body))
        }
        var entries: [[UInt8]] = []
        for (index, body) in bodies.prefix(log.size ?? bodies.count).enumerated() {
            let previous = entries.last.map { MerkleTree.leafHash($0) } ?? Hash()
            let entry = Entry(format: 1, index: UInt64(index), previous: previous, body: body)
            entries.append(try log.entries["\(index)"].map { try base64($0) } ?? entry.encoded())
        }
        return entries
    }

    /// What an audit finds in a log.
    func audit(_ log: Log) throws -> AuditReport {
        let level: AuditLevel =
            switch log.reader {
            case "public": .public
            case "auditor": .auditor
            default: .agency(log.reader)
            }
        let kept = try log.kept.map { try Checkpoint(text: SignedNote([UInt8]($0.utf8)).text) }
        let pins = AuditPins(
            fingerprint: Hash(hex: log.root ?? rootFingerprint), kept: kept, now: log.now)
        var audit = Audit(level: level, pins: pins)
        audit.checkpoint([UInt8](log.checkpoint.utf8))
        let changed = try log.openings.map { try $0.decoded() }
        for opened in try whole(log.batch).openings where !log.without.contains(opened.index) {
            let agencies = opened.opening.record.body.agencies
            guard level == .auditor || level != .public && agencies.contains(log.reader) else { continue }
            audit.opening(changed.first { $0.index == opened.index } ?? opened)
        }
        for entry in try entries(of: log) where !audit.isHopeless { audit.entry(entry) }
        return audit.finish()
    }
}

extension LogVectors.Opened {
    init(_ opened: OpenedEntry) throws {
        index = opened.index
        opening = Data(try opened.opening.encoded()).base64EncodedString()
        length = opened.length
    }

    func decoded() throws -> OpenedEntry {
        OpenedEntry(index: index, opening: try Opening(decoding: try base64(opening)), length: length)
    }
}

private func base64(_ text: String) throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: text))) }
