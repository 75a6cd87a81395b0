import AuditLog
import Files
import GRDB
package import Wire

/// What a directory's files say of a log that perhaps may not be continued; nothing in them is changed, and nothing
/// is believed beyond what it says.
package struct StoreInspection: Sendable {
    /// A state of the database: where the log stood, and the newest epoch in it.
    package struct State: Equatable, Sendable {
        /// Size and root.
        package let position: LogPosition
        /// Number of the newest epoch in it.
        package let epoch: UInt64
    }

    /// What the guard's file says.
    package enum GuardFile: Equatable, Sendable {
        case missing
        case unreadable
        case at(LogPosition)
    }

    /// The log's name.
    package let origin: Origin
    /// Nil before batch 0.
    package let published: State?
    /// A batch that was decided and not published; it was signed if the guard stands at its end.
    package let planned: State?
    /// Read beside the database.
    package let guardFile: GuardFile
    /// The newest published one; nil where none can be read.
    package let descriptor: SiteDescriptor?
    /// The newest of each agency, in no order.
    package let keys: [AgencyKeys]

    /// - Throws: `missing` without a database; `corrupt` and others where it cannot be read.
    package init(directory: String) throws(StoreError) {
        let paths = Paths(directory)
        guard Files.exists(paths.log) else { throw .missing("log.sqlite") }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            let queue = try DatabaseQueue(path: paths.log, configuration: configuration)
            (origin, published, planned, descriptor, keys) = try queue.read { db in
                try DatabaseFile.checkMeta(db, origin: nil)
                let entries = try Self.publicEntries(in: db)
                return (
                    try db.row("SELECT origin FROM meta")?.text(0) ?? "",
                    try StateRow.read(.published, in: db).flatMap { State($0) },
                    try StateRow.read(.planned, in: db).flatMap { State($0) }, entries.site,
                    entries.agencyKeys
                )
            }
            try queue.close()
        } catch { throw StoreError(error) }
        guardFile = Self.guardFile(directory: directory, origin: origin)
    }

    /// The guard alone, where there is no database.
    package static func guardFile(directory: String, origin: Origin) -> GuardFile {
        do {
            return try Guard(path: Paths(directory).guardFile, origin: origin).read().map { .at($0) }
                ?? .missing
        } catch {
            return .unreadable
        }
    }

    private static func publicEntries(in db: Database) throws -> PublicEntries {
        var found = PublicEntries()
        for newest in try NewestEntry.all(in: db) {
            let bytes = try BundleRow.entry(newest.index, in: db)
            let entry: Entry
            do { entry = try Entry(decoding: bytes) } catch {
                throw StoreError.corrupt("entry \(newest.index): \(error)")
            }
            switch entry.body {
            case .site(let descriptor): found.site = descriptor
            case .agencyKeys(let keys): found.agencyKeys.append(keys)
            default: break
            }
        }
        return found
    }
}

extension StoreInspection.State {
    fileprivate init?(_ state: LogState) {
        guard let epoch = state.lastEpoch else { return nil }
        self.init(position: LogPosition(state), epoch: epoch.number)
    }
}
