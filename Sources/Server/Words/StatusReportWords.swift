import AuditLog
import Console
import Storage
import Wire
package import Words

extension StatusReport {
    /// The answer of `status --json`.
    package var json: JSON {
        [
            "origin": .string(origin), "size": JSON(size), "root": JSON(root?.hex), "epoch": JSON(epoch),
            "pending": JSON(pending), "checkpoint_age_s": JSON(checkpointAge),
            "disk_free_bytes": JSON(freeBytes),
            "descriptor_expires": JSON(expiry.map { ExpiryText.day($0.descriptor.notAfter) }),
            "agency_keys_expire": JSON(expiry?.agencyKeys.map { ExpiryText.day($0.notAfter) }),
            "guard": .string(guardStanding.rawValue), "quorum": .integer(Int(quorum)),
            "witnesses": .array(cosigners.map(\.json)),
            "submissions": .array(
                submissions.map {
                    [
                        "url": .string($0.url), "outcome": .string($0.state), "size": JSON($0.size),
                        "witnesses": .array($0.names.map { .string($0) }),
                    ]
                }),
            "clock": clockJSON,
            "concerns": .array(
                concerns.map { ["critical": .bool($0.isCritical), "message": .string($0.meaning)] }),
        ]
    }

    private var clockJSON: JSON {
        let (state, epochs, seconds): (String, UInt64?, UInt64?) =
            switch clock {
            case nil: ("unknown", nil, nil)
            case .expected: ("ok", nil, nil)
            case .witnessed: ("witnessed", nil, nil)
            case .leaps(let epochs, let seconds): ("ahead", epochs, seconds)
            case .behind(let seconds): ("behind", nil, seconds)
            }
        return [
            "state": .string(state), "epochs": JSON(epochs), "seconds": JSON(seconds),
            "kernel": .string(kernel.rawValue),
        ]
    }

    /// The same for people, in columns.
    package var text: String {
        """
        origin          \(origin)
        size            \(size)
        root            \(root?.hex ?? "-")
        epoch           \(epoch.map(String.init) ?? "-")
        pending         \(pending)
        checkpoint age  \(checkpointAge.map { "\($0) s" } ?? "-")
        disk free       \(freeBytes.map { "\($0 >> 20) MiB" } ?? "-")
        guard           \(guardStanding.rawValue)
        clock           \(kernel.meaning)
        description     until \(expiry.map { ExpiryText.day($0.descriptor.notAfter) } ?? "-")
        agency keys     until \(expiry?.agencyKeys.map { ExpiryText.day($0.notAfter) } ?? "-")
        witnesses       \(cosigners.count { $0.hasSigned }) of \(cosigners.count) cosigned, quorum \(quorum)
        """ + submissions.map { "\nwitness         \($0.url): \($0.meaning), newest \($0.size)" }.joined()
            + concerns.map { "\n\($0.isCritical ? "CRITICAL" : "WARNING ")        \($0.meaning)" }.joined()
    }
}

extension StatusReport.Cosigner {
    fileprivate var json: JSON {
        [
            "name": .string(name), "cosigned": .bool(hasSigned), "size": JSON(size), "age_s": JSON(age),
            "error": JSON(fault?.word),
        ]
    }
}

extension StatusConcern {
    /// One sentence, without its full stop.
    package var meaning: String {
        switch self {
        case .guardFile(let standing): "guard: \(standing.meaning); no server starts"
        case .clockLeaps(let epochs, let seconds):
            "clock: it is \(epochs) epochs, \(seconds / 3_600) hours, ahead of the newest epoch: nothing is closed or "
                + "promised unless a witness's time agrees or serve is started with --accept-clock"
        case .epochInFuture(let seconds):
            "clock: the newest epoch is in the future, by \(seconds) s: none is closed until then"
        case .late:
            "the newest epoch is more than two epochs and an hour old: sources' programs refuse the site"
        case .expiry(let expiry, let now): expiry.sentence(at: now)(.english)
        case .witness(let standing): "witness \(standing.url): \(standing.meaning)"
        case .disk(let limit): "disk: less than \(limit >> 20) MiB is free: nothing is taken in"
        }
    }
}

extension StoreInspection.GuardStanding {
    fileprivate var meaning: String {
        switch self {
        case .ok: "at the database's end"
        case .ahead: "ahead of the database: an old database was put back"
        case .behind: "behind the database: the guard was lost or put back"
        case .differs: "another root than the database"
        case .missing: "missing"
        case .unreadable: "not as it was written, or of another log"
        }
    }
}
