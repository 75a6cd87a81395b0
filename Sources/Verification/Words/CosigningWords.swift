import TransparencyLog
package import Words

extension WitnessCosigning {
    /// `cosigned` of a verification's answer.
    package var json: JSON {
        [
            "witness": .string(witness), "size": JSON(checkpoint.size), "time": JSON(time),
            "witnesses": JSON(witnesses.map { UInt64($0) }), "quorum": JSON(UInt64(quorum)),
            "quorum_reached": isQuorumReached.map { .bool($0) } ?? .null,
        ]
    }

    /// A line or two for people.
    package func text(_ language: Language) -> String {
        guard let witnesses else {
            return Phrase(
                "Tanda tangan saksi \(plain(witness)), untuk diserahkan:\n\(line)",
                "Cosignature of \(plain(witness)), to be handed over:\n\(line)")(language)
        }
        let count = Phrase(
            "Ditandatangani sebagai saksi \(plain(witness)): kini \(witnesses) saksi, kuorum \(quorum)",
            "Cosigned as witness \(plain(witness)): \(witnesses) witnesses now, quorum \(quorum)")(language)
        let state =
            isQuorumReached == true
            ? Phrase("tercapai", "reached") : Phrase("belum tercapai", "not reached yet")
        return "\(count) (\(state(language)))"
    }
}
