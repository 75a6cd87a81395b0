package import AuditLog
package import Console
package import HTTP
package import Logging

/// Everything that a running server may tell its operator: one case for each event, with typed values.
///
/// No value is free text, and none is about a visitor: counts, sizes of the public log, the operator's own settings.
package enum Notice: Equatable, Sendable {
    /// Nothing can be written for want of room: what is due waits.
    case diskFull
    /// Another process holds the database: what is due waits.
    case databaseBusy
    /// What was due was written after all.
    case storeIsFine
    /// The public log's files are behind until the next close.
    case publicLogNotWritten(PublishFault)
    /// Tiles under the checkpoint were missing or torn.
    case filesWrittenAgain(count: Int)
    /// `publish.immutable` has no effect here.
    case immutableNotPossible
    /// A witness that had failed has cosigned the checkpoint of `size` entries.
    case witnessBack(HTTPURL, size: UInt64)
    /// A witness answered otherwise than before.
    case witness(HTTPURL, WitnessOutcome)

    /// The system allows too few open files for the configured connections: there are so many, and so many of readers
    /// of the public files.
    case fewerConnections(Int, publishing: Int?, descriptors: Int)
    /// The clock is so far ahead of the newest epoch that nothing is closed and nothing promised; in epochs, in hours.
    case clockLeaps(epochs: UInt64, hours: UInt64, KernelClock)
    /// The clock and the log agree again.
    case clockIsFine
    /// The newest epoch is due in so many minutes, though it was closed already.
    case epochInFuture(minutes: UInt64, KernelClock)
    /// An overdue start signs nothing until one of this many witnesses has said how much it knows.
    case waitsForWitness(count: Int)
    /// A witness has said so, and the start goes on.
    case witnessSaid
    /// An overdue start has no witness to ask.
    case noWitnessToAsk
    /// The description or an agency's keys run out soon, or did, as of a time in seconds since 1970.
    case expiry(Expiry, at: UInt64)
    /// Reports are taken otherwise than before.
    case intake(Intake)

    /// The event's name, which is the log message.
    package var name: String {
        switch self {
        case .diskFull: "disk_full"
        case .databaseBusy: "database_busy"
        case .storeIsFine: "store_is_fine"
        case .publicLogNotWritten: "public_log_not_written"
        case .filesWrittenAgain: "files_written_again"
        case .immutableNotPossible: "immutable_not_possible"
        case .witnessBack: "witness_back"
        case .witness: "witness"
        case .fewerConnections: "fewer_connections"
        case .clockLeaps: "clock_leaps"
        case .clockIsFine: "clock_is_fine"
        case .epochInFuture: "epoch_in_future"
        case .waitsForWitness: "waits_for_witness"
        case .witnessSaid: "witness_said"
        case .noWitnessToAsk: "no_witness_to_ask"
        case .expiry: "expiry"
        case .intake: "intake"
        }
    }

    /// Sizes and lengths that it names: numbers by their type, however much their digits look like a time.
    var sizes: [UInt64] {
        switch self {
        case .witnessBack(_, let size), .witness(_, .ahead(let size)): [size]
        case .clockLeaps(let epochs, let hours, _): [epochs, hours]
        case .epochInFuture(let minutes, _): [minutes]
        case .fewerConnections(let connections, let publishing, let descriptors):
            [connections, publishing ?? 0, descriptors].map { UInt64(clamping: $0) }
        default: []
        }
    }

    /// The metadata key under which a notice travels.
    package static let key = "notice"
}

extension Logger {
    /// Tells the operator.
    package func tell(_ notice: Notice) {
        log(level: .notice, "\(notice.name)", metadata: [Notice.key: .stringConvertible(notice)])
    }

    /// Tells nobody.
    package static var silent: Logger { Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() } }
}
