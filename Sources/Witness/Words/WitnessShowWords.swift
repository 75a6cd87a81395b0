import TransparencyLog
import Wire
package import Words

extension WitnessShow {
    /// The answer of `witness show`.
    package var json: JSON {
        [
            "logs": .array(
                logs.map { log in
                    [
                        "origin": .string(log.checkpoint.origin), "size": JSON(log.checkpoint.size),
                        "root": .string(log.checkpoint.root.hex), "time": JSON(log.timestamp),
                        "sha256": .string(log.identifier),
                    ]
                })
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        guard !logs.isEmpty else {
            return Phrase("Belum ada log yang disaksikan.", "No log was cosigned yet.")(language)
        }
        return logs.map { log in
            let (size, time) = (log.checkpoint.size, CivilTime.text(log.timestamp, in: .wib)(language))
            let entries = Phrase("\(size) entri", "\(size) entries")(language)
            return "\(Foreign(log.checkpoint.origin))\n  \(entries), \(time)\n  \(log.checkpoint.root.hex)"
        }.joined(separator: "\n")
    }
}
