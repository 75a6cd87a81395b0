import AuditLog
import Files
import GRDB
import TransparencyLog
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

    /// How the guard stands to the database; all but `ok` keep a server from starting.
    package enum GuardStanding: String, Equatable, Sendable {
        /// At the end of the published log, or of the planned batch.
        case ok
        case ahead
        case behind
        /// At a size of the database, with another root.
        case differs
        case missing
        /// Not as it was written, or of another log.
        case unreadable
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
    /// Agencies that earlier published descriptors named and the newest does not, each as the last of them has it.
    package let former: [Agency]
    /// The newest published checkpoints with the cosignatures that came, the newest first; at most 64.
    package let checkpoints: [String]
    /// When the newest tree that a quorum of the descriptor's witnesses signed was new, in seconds since 1970.
    package let witnessed: UInt64?

    /// How guard and database stand to each other.
    package var guardStanding: GuardStanding {
        guard case .at(let position) = guardFile else {
            return guardFile == .missing ? .missing : .unreadable
        }
        let stored = published?.position ?? LogPosition(.empty)
        if position == stored || position == planned?.position { return .ok }
        if position.size == stored.size || position.size == planned?.position.size { return .differs }
        return position.size > stored.size ? .ahead : .behind
    }

    /// - Throws: `missing` without a database; `corrupt` and others where it cannot be read.
    package init(directory: String) throws(StoreError) {
        let paths = Paths(directory)
        guard Files.exists(paths.log) else { throw .missing("log.sqlite") }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            let queue = try DatabaseQueue(path: paths.log, configuration: configuration)
            (origin, published, planned, descriptor, keys, former, checkpoints, witnessed) = try queue.read {
                db in
                try DatabaseFile.checkMeta(db, origin: nil)
                let entries = try Self.publicEntries(in: db)
                return (
                    try db.row("SELECT origin FROM meta")?.text(0) ?? "",
                    try StateRow.read(.published, in: db).flatMap { State($0) },
                    try StateRow.read(.planned, in: db).flatMap { State($0) }, entries.site,
                    entries.agencyKeys, try Self.former(entries.site, in: db), try Self.checkpoints(in: db),
                    try entries.site.flatMap { try Self.witnessed($0, in: db) }
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

    private static func former(_ newest: SiteDescriptor?, in db: Database) throws -> [Agency] {
        var former: [Agency] = []
        var known = Set(newest?.agencies.map { $0.code } ?? [])
        let size = try Int64(stored: try Published(db).size)
        let sql = "SELECT idx FROM public_index WHERE kind = 1 AND owner = '' AND idx < ? ORDER BY idx DESC"
        try db.forEach(sql, [size]) { row in
            guard case .site(let site) = try Entry(decoding: BundleRow.entry(try row.number(0), in: db)).body
            else { return true }
            for agency in site.agencies where known.insert(agency.code).inserted { former.append(agency) }
            return true
        }
        return former
    }

    private static func checkpoints(in db: Database) throws -> [String] {
        var notes: [String] = []
        let size = try Int64(stored: try Published(db).size)
        try db.forEach("SELECT note FROM checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 64", [size]) {
            notes.append(try $0.text(0))
            return true
        }
        return notes
    }

    /// Of all checkpoints: a quorum that was lost long ago was there.
    private static func witnessed(_ descriptor: SiteDescriptor, in db: Database) throws -> UInt64? {
        let (log, witnesses) = (try descriptor.logKey(), try descriptor.witnessKeys())
        var found: UInt64?
        // A signature is a line that begins so; whose they are is looked at behind that.
        let lines =
            "SELECT size, note FROM checkpoint WHERE size <= ? "
            + "AND (length(note) - length(replace(note, '— ', ''))) / 2 > ? ORDER BY size DESC"
        try db.forEach(lines, [try Int64(stored: try Published(db).size), Int64(descriptor.quorum)]) { row in
            let size = UInt64(try row.number(0))
            guard
                let note = try? VerifiedCheckpoint(
                    bytes: [UInt8](try row.text(1).utf8), origin: descriptor.origin, log: log,
                    witnesses: witnesses),
                note.quorumTime(descriptor.quorum) != nil, size > 0,
                case .epoch(let epoch) = try Entry(decoding: try BundleRow.entry(size.less(1), in: db)).body
            else { return true }
            found = epoch.scheduled
            return false
        }
        return found
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

extension StoreInspection {
    /// The files of a store that SQLite itself finds damaged, by their names.
    package static func damagedFiles(directory: String) -> [String] {
        let paths = Paths(directory)
        return [paths.log, paths.payload].filter { path in
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            guard Files.exists(path),
                let queue = try? DatabaseQueue(path: path, configuration: configuration)
            else { return false }
            defer { try? queue.close() }
            let verdict = try? queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
            return verdict != "ok"
        }.map { Path.name(of: $0) }
    }
}
