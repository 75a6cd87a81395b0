import AuditLog
import Foundation
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire

/// Everything that people outside the server know: each promise they got, each checkpoint they saw.
final class Ledger: Sendable {
    struct Kept: Sendable {
        let submit: Submit
        let promised: Promised
    }

    struct Contents: Sendable {
        var promises: [Kept] = []
        var checkpoints: [UInt64: (root: Hash, place: String)] = [:]
    }

    private let state: Mutex<Contents>

    init(_ contents: Contents = Contents()) { state = Mutex(contents) }

    var contents: Contents { state.withLock { $0 } }

    /// What is known now, for a disk of now.
    func copy() -> Ledger { Ledger(contents) }

    func add(_ submit: Submit, _ promised: Promised) {
        state.withLock { $0.promises.append(Kept(submit: submit, promised: promised)) }
    }

    /// Two roots of one size are the one thing that must never be seen.
    func add(_ checkpoint: Checkpoint, seenIn place: String) {
        let other = state.withLock { state in
            if let known = state.checkpoints[checkpoint.size] {
                return known.root == checkpoint.root ? nil : known
            }
            state.checkpoints[checkpoint.size] = (checkpoint.root, place)
            return nil
        }
        if let other {
            Issue.record("two roots of size \(checkpoint.size): in \(other.place) and in \(place)")
        }
    }

    var json: Data {
        get throws {
            let contents = contents
            let promises = try contents.promises.map { kept in
                [
                    "commitment": kept.promised.promise.commitment.hex, "epoch": kept.promised.promise.epoch,
                    "nonce": kept.promised.opening.nonce.hex,
                    "record": try kept.promised.opening.record.encoded().hexText,
                ] as [String: Any]
            }
            let checkpoints = contents.checkpoints.map { size, seen in
                ["size": size, "root": seen.root.hex, "where": seen.place] as [String: Any]
            }
            return try JSONSerialization.data(
                withJSONObject: ["promises": promises, "checkpoints": checkpoints])
        }
    }
}

extension [UInt8] {
    fileprivate var hexText: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// What `tools/crash/rederive.py` found on a disk.
struct Rederived: Sendable {
    let published: Int
    let staged: Int
    let planned: Int
    let kept: Int
    let problems: [String]

    /// Recomputes all from the files of a server that does not run, and holds it against what people know.
    init(_ place: Place, _ ledger: Ledger) throws {
        let file = NSTemporaryDirectory() + "ledger-\(UUID().uuidString).json"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try ledger.json.write(to: URL(filePath: file))
        let output = try CrashTools.run(
            CrashTools.python,
            [CrashTools.source("rederive.py"), place.data, "--publish", place.published, "--ledger", file])
        let object = try? JSONSerialization.jsonObject(with: Data(output.out.utf8)) as? [String: Any]
        let promises = object?["promises"] as? [String: Int]
        published = object?["published"] as? Int ?? 0
        staged = promises?["staged"] ?? 0
        planned = promises?["planned"] ?? 0
        kept = promises?["published"] ?? 0
        let found = object?["problems"] as? [String]
        problems = found ?? ["the re-derivation ended with \(output.status): \(output.out)"]
    }
}

/// Re-derives and expects nothing amiss.
@discardableResult
func rederive(
    _ place: Place, _ ledger: Ledger, _ what: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> Rederived {
    let found = try Rederived(place, ledger)
    if !found.problems.isEmpty {
        Issue.record("\(what()): \(found.problems)", sourceLocation: sourceLocation)
    }
    return found
}
