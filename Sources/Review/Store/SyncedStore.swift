package import AuditLog
import Cases
package import Wire

/// What a look at a site brought into a store.
package struct SyncedStore: Equatable, Sendable {
    /// Records in the store, of all its cases.
    package var records = 0
    /// Those of them that came now.
    package var new = 0
    /// Envelopes that were fetched to their end now.
    package var envelopes = 0
    /// Envelopes that are still to be fetched.
    package var waiting = 0
    /// Records in the store that the log proves.
    package var proven = 0
    /// Cases of which something is in doubt or missing, or that cannot be opened.
    package var alarming: [Hash] = []
    /// Cases that the site has erased by a lawful erasure, and that are still here.
    package var erasedThere: [Hash] = []
    /// Rows of the store that do not open.
    package var damaged: [String] = []
    /// Rows of the store that are gone.
    package var lost: UInt64 = 0
    /// What the log's audit found false.
    package var failures: [LogError] = []
    /// How many there were in all.
    package var failureCount = 0
    /// What could not be checked.
    package var gaps: [AuditGap] = []
    /// Whether the log is not the one that the store knows, so that nothing of it was taken.
    package var isRefused = false
    /// The agency's word to the sources that it has their reports.
    package var received = ReceivedActs()
    /// What waited to be handed in.
    package var outbox = OutboxRun()
    /// Seconds since 1970.
    package var now: UInt64 = 0

    /// Nothing was brought.
    package init() {}

    /// Whether nothing is false or missing.
    package var isWhole: Bool {
        !isRefused && failureCount == 0 && alarming.isEmpty && damaged.isEmpty && lost == 0
            && outbox.broken.isEmpty && outbox.late.isEmpty
    }
}
