import TransparencyLog
package import Words

extension NewWitness {
    /// The answer of `witness keygen`.
    package var json: JSON {
        [
            "name": .string(verifierKey.name), "vkey": .string(vkey),
            "files": .array(files.map { .string($0) }),
        ]
    }
}
