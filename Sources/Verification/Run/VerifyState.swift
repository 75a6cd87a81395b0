package import AuditLog
import Files
package import TransparencyLog
package import Wire

/// What a verifier keeps from one run to the next: with it a shorter or another log shows, and old entries need
/// not be read again.
package struct VerifyState: Equatable, Sendable {
    /// Bytes of the longest state file.
    package static let limit = 16 << 20
    private static let head = "kentongan log state v1"

    /// Verified, with its signatures.
    package var note: [UInt8]
    /// What `note` says.
    package var checkpoint: Checkpoint
    /// Nil where the next run starts at entry 0.
    package var audit: AuditState?
    /// The newest one; nil without one.
    package var epoch: Epoch?
    /// Seconds from one epoch to the next, as the descriptor says; nil where none was seen.
    package var epochSeconds: UInt32?
    /// Time of the newest cosignature given, seconds since 1970.
    package var cosigned: UInt64?
    /// Entries of the largest tree attested.
    package var attested: UInt64?
    /// The epoch in which the site promised to publish that attestation.
    package var attestedEpoch: UInt64?
    /// Changes of keys, agencies and witnesses in the entries before it are known to whoever keeps this.
    package var acknowledged: UInt64
    /// Changes behind it that were told and not acknowledged.
    package var changes: [SiteEvent] = []
    /// When the newest tree that a quorum signed was new, in seconds since 1970; nil where none was seen.
    package var witnessed: UInt64?
    /// What was wrong at the last look, by its code, and when a look saw it first: seconds since 1970.
    package var problems: [String: UInt64] = [:]

    /// What to keep after a run; nil where there is nothing to trust.
    package init?(_ outcome: VerifyOutcome, before: VerifyState?) {
        guard outcome.report.result != .failed, let checkpoint = outcome.report.checkpoint else { return nil }
        note = checkpoint.note.bytes
        self.checkpoint = checkpoint.checkpoint
        audit = outcome.report.state
        epoch = outcome.newestEpoch
        epochSeconds = outcome.descriptor?.epochSeconds ?? before?.epochSeconds
        cosigned = before?.cosigned
        attested = before?.attested
        attestedEpoch = before?.attestedEpoch
        // Who looks for the first time has nothing to compare.
        let isKnown = before == nil || outcome.acknowledged != nil
        acknowledged =
            isKnown || outcome.followed != nil ? checkpoint.checkpoint.size : before?.acknowledged ?? 0
        changes = isKnown ? [] : outcome.unacknowledged
        witnessed = outcome.report.witnessed == nil ? before?.witnessed : outcome.newestEpoch?.scheduled
        problems = before?.problems ?? [:]
    }

    /// A quorum signed a tree that was new at `time`, seconds since 1970.
    mutating func sawQuorum(at time: UInt64) { witnessed = max(time, witnessed ?? 0) }

    /// Puts one together.
    ///
    /// - Parameters:
    ///   - note: a checkpoint that was verified.
    ///   - audit: at that checkpoint; nil starts the next run at entry 0.
    ///   - epoch: the newest one; nil without one.
    ///   - epochSeconds: seconds from one epoch to the next; nil where no descriptor was seen.
    /// - Throws: where the note is no checkpoint; its signatures are not looked at.
    package init(
        note: [UInt8], audit: AuditState?, epoch: Epoch?, epochSeconds: UInt32?
    ) throws(CheckpointError) {
        let signed: SignedNote
        do { signed = try SignedNote(note) } catch { throw .note(error) }
        checkpoint = try Checkpoint(text: signed.text)
        self.note = note
        self.audit = audit
        self.epoch = epoch
        self.epochSeconds = epochSeconds
        acknowledged = checkpoint.size
    }

    /// What changed since this was acknowledged.
    ///
    /// - Parameters:
    ///   - report: of a run that was given this state.
    ///   - first: index of the first entry that the run read.
    /// - Returns: what is kept of the entries before that one, and what the run found.
    func changes(in report: AuditReport, from first: UInt64) -> [SiteEvent] {
        // What no epoch closed is between this log and the one before it: no run finds it again.
        changes.filter { $0.index < first || $0.epoch == nil }
            + report.history.filter { $0.index >= acknowledged }
    }

    /// What the auditor said and the site promised to publish, and a log that went past that epoch does not hold.
    func unsaid(in report: AuditReport) -> [LogError] {
        guard let attested, let attestedEpoch, let newest = report.lastEpoch, newest.number >= attestedEpoch,
            (report.attested?.size ?? 0) < attested
        else { return [] }
        let found = report.attested.map { "of \($0.size) entries" } ?? "none"
        return [
            LogError(
                .accountMismatch, "Statement",
                expected: "attestation of \(attested) entries in epoch \(attestedEpoch)", found: found)
        ]
    }

    /// Reads the state file; nil where there is no file yet, and one can be made.
    package static func read(_ path: String) throws(VerificationError) -> VerifyState? {
        try NamedFile.state.checkReplaceable(path)
        let text: String
        do throws(VerificationError) { text = try NamedFile.state.text(path, limit: limit) } catch {
            guard case .unreadable(_, _, let cause) = error, cause.isMissing else { throw error }
            return nil
        }
        guard let state = VerifyState(text: text) else { throw .malformed(.state, path: path, reason: "") }
        return state
    }

    /// Replaces the file, for its owner alone.
    package func write(_ path: String) throws(VerificationError) {
        try NamedFile.state.replace(path, Array(text.utf8))
    }

    /// Lines of `name: value`; what is binary in hexadecimal.
    package var text: String {
        var lines = [Self.head, "checkpoint: \(note.hex)"]
        if let epoch, let bytes = try? epoch.encoded() { lines.append("epoch: \(bytes.hex)") }
        if let epochSeconds { lines.append("epoch_seconds: \(epochSeconds)") }
        if let cosigned { lines.append("cosigned: \(cosigned)") }
        if let attested { lines.append("attested: \(attested)") }
        if let attestedEpoch { lines.append("attested_epoch: \(attestedEpoch)") }
        if let witnessed { lines.append("witnessed: \(witnessed)") }
        if !problems.isEmpty {
            let seen = problems.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.append("problems: \(seen.joined(separator: " "))")
        }
        lines.append("acknowledged: \(acknowledged)")
        if let bytes = try? Self.encoded(changes), !changes.isEmpty { lines.append("changes: \(bytes.hex)") }
        if let audit, let bytes = try? audit.encoded() { lines.append("audit: \(bytes.hex)") }
        return lines.joined(separator: "\n") + "\nend\n"
    }

    /// Reads what `text` gives; nil for anything else.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first.map(String.init) == Self.head, lines.suffix(2).elementsEqual(["end", ""]) else {
            return nil
        }
        var values: [Substring: Substring] = [:]
        for line in lines.dropFirst().dropLast(2) {
            guard let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") else { return nil }
            values[line[..<colon]] = line[line.index(colon, offsetBy: 2)...]
        }
        guard let note = values["checkpoint"].flatMap({ [UInt8](hex: $0) }) else { return nil }
        var epoch: Epoch?
        if let value = values["epoch"] {
            guard let bytes = [UInt8](hex: value), let decoded = try? Epoch(decoding: bytes) else {
                return nil
            }
            epoch = decoded
        }
        var audit: AuditState?
        if let value = values["audit"] {
            guard let bytes = [UInt8](hex: value) else { return nil }
            // One of an earlier program: the next run starts anew, and the checkpoint still shows a rollback.
            if !AuditState.isOfAnotherFormat(bytes) {
                guard let decoded = try? AuditState(decoding: bytes) else { return nil }
                audit = decoded
            }
        }
        try? self.init(
            note: note, audit: audit, epoch: epoch,
            epochSeconds: values["epoch_seconds"].flatMap { UInt32($0) })
        cosigned = values["cosigned"].flatMap { UInt64($0) }
        attested = values["attested"].flatMap { UInt64($0) }
        attestedEpoch = values["attested_epoch"].flatMap { UInt64($0) }
        witnessed = values["witnessed"].flatMap { UInt64($0) }
        for problem in (values["problems"] ?? "").split(separator: " ") {
            let parts = problem.split(separator: "=")
            guard parts.count == 2, let time = UInt64(parts[1]) else { return nil }
            problems[String(parts[0])] = time
        }
        if let known = values["acknowledged"].flatMap({ UInt64($0) }) { acknowledged = known }
        if let value = values["changes"] {
            guard let bytes = [UInt8](hex: value), let decoded = try? Self.changes(bytes) else { return nil }
            changes = decoded
        }
    }
}

// Each behind two bytes of its length.
extension VerifyState {
    private static func encoded(_ changes: [SiteEvent]) throws(EncodeError) -> [UInt8] {
        var bytes: [UInt8] = []
        for change in changes {
            let encoded = try change.encoded()
            bytes += [
                UInt8(truncatingIfNeeded: encoded.count >> 8), UInt8(truncatingIfNeeded: encoded.count),
            ]
            bytes += encoded
        }
        return bytes
    }

    private static func changes(_ bytes: [UInt8]) throws(DecodeError) -> [SiteEvent] {
        var changes: [SiteEvent] = []
        var rest = bytes[...]
        while rest.count > 2 {
            let count = Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1])
            changes.append(try SiteEvent(decoding: Array(rest.dropFirst(2).prefix(count))))
            rest = rest.dropFirst(2 + count)
        }
        return changes
    }
}
