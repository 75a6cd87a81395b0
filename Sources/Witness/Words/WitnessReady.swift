import TransparencyLog
package import Words

extension WitnessServer {
    /// What stands in the file of `--ready-file`.
    package func ready(processID: Int) -> JSON {
        [
            "address": .string(address), "url": .string(url), "name": .string(verifierKey.name),
            "vkey": .string(vkey), "pid": .integer(processID),
        ]
    }
}
