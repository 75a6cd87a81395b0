package import AuditLog
import Console
import Keys
package import TransparencyLog
package import Wire
package import Words

/// A kept checkpoint is of a log that ended, and the log at hand says to follow it.
package struct FollowedLog: Equatable, Sendable {
    /// Whether the checkpoint can be of the log that is verified now: then it takes up where that one was.
    static func isOther(_ kept: VerifyState?, than pins: AuditPins) -> Bool {
        guard let kept, let log = pins.log else { return false }
        return kept.checkpoint.origin != log.name
    }

    /// What was kept of the old log.
    package let kept: Checkpoint
    /// What the new log says of the old one, root-signed.
    package let old: Discontinuity
    package let continuation: Discontinuity.Continuation

    /// - Parameters:
    ///   - report: of the new log, from entry 0.
    ///   - fingerprint: of the root that the caller trusts, where the state does not tell.
    /// - Throws: what shows that the new log may not take the old one's place, or understates it.
    init(
        _ kept: VerifyState, report: AuditReport, fingerprint: Hash?
    ) throws(LogError) {
        guard let old = report.continues else {
            throw LogError(
                .fork, "Checkpoint.origin", expected: kept.checkpoint.origin, found: report.origin ?? "none")
        }
        let expected = kept.audit.map { Fingerprint.root($0.descriptor.root) } ?? fingerprint
        let found = report.descriptor.map { Fingerprint.root($0.root) }
        guard let expected, expected == found else {
            throw LogError(
                .fork, "SiteDescriptor.root", expected: expected?.hex ?? "the root of the kept log",
                found: found?.hex ?? "none")
        }
        let note: SignedNote
        do { note = try SignedNote(kept.note) } catch {
            throw LogError(.fork, "Checkpoint", expected: "a checkpoint", found: "\(error)")
        }
        continuation = try old.follows(note)
        self.old = old
        self.kept = kept.checkpoint
    }

    package var json: JSON {
        [
            "origin": .string(old.origin), "size": JSON(old.size), "root": .string(old.root.hex),
            "epoch": JSON(old.epoch), "cause": .string(old.cause.name ?? "code_\(old.cause.rawValue)"),
            "kept_size": JSON(kept.size), "continuation": .string(continuation.rawValue),
        ]
    }

    /// What it means, in one sentence or two.
    package func text(_ language: Language) -> String {
        let (size, cause) = (old.size, old.cause.label)
        let stated = Phrase(
            """
            log \(plain(old.origin)) berakhir pada \(size) entri (\(cause.indonesian)) dan dilanjutkan sebagai log \
            baru ini, dari akar yang sama; janji yang belum ditepati di akhir log lama dilanggar
            """,
            """
            the log \(plain(old.origin)) ended at \(size) entries (\(cause.english)) and this one follows it, of the \
            same root; promises that were open at its end are broken
            """)
        let proof: Phrase =
            switch continuation {
            case .exact:
                Phrase("akhirnya persis yang disimpan di sini", "its end is exactly what was kept here")
            case .unproven:
                Phrase(
                    "yang disimpan di sini berukuran \(kept.size); bahwa itu ada di dalamnya hanya dapat dibuktikan dengan ubin log lama",
                    "what was kept here has \(kept.size); that it is part of it, only the old log's tiles could prove"
                )
            }
        return "\(stated(language)); \(proof(language))"
    }
}

extension DiscontinuityCause {
    package var label: Phrase {
        switch self {
        case .guardLost: Phrase("penjaga hilang", "the guard was lost")
        case .logKeyCompromised: Phrase("kunci log diketahui orang lain", "the log's key is known to others")
        case .witnessAhead: Phrase("saksi tahu lebih banyak", "a witness knew more")
        case .other: Phrase("sebab lain", "another cause")
        default: Phrase("sebab \(rawValue)", "cause \(rawValue)")
        }
    }
}
