package import TransparencyLog
import Wire

/// What a witness's folder holds, for people; it may be in use meanwhile.
package struct WitnessShow: Sendable {
    /// By their origins.
    package let logs: [WitnessedLog]

    /// Reads all of it.
    package init(directory: String) throws(WitnessError) {
        logs = try WitnessFolder.read(directory).values.sorted {
            $0.checkpoint.origin.utf8.lexicographicallyPrecedes($1.checkpoint.origin.utf8)
        }
    }
}
