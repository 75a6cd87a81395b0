import Wire
package import Words

extension StatusReport {
    /// The answer of `status --json`.
    package var json: JSON {
        [
            "origin": .string(origin), "size": JSON(size), "root": JSON(root?.hex), "epoch": JSON(epoch),
            "pending": JSON(pending), "checkpoint_age_s": JSON(checkpointAge),
            "disk_free_bytes": JSON(freeBytes), "quorum": .integer(Int(quorum)),
            "witnesses": .array(
                cosigners.map { ["name": .string($0.name), "cosigned": .bool($0.hasSigned)] }),
            "submissions": .array(
                submissions.map {
                    [
                        "url": .string($0.url), "outcome": .string($0.state), "size": JSON($0.size),
                        "witnesses": .array($0.names.map { .string($0) }),
                    ]
                }),
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
        witnesses       \(cosigners.count { $0.hasSigned }) of \(cosigners.count) cosigned, quorum \(quorum)
        """ + submissions.map { "\nwitness         \($0.url): \($0.meaning), newest \($0.size)" }.joined()
    }
}
