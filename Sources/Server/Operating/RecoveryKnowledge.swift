import AuditLog
import Files
import Foundation
import HTTP
import Keys
import Storage
import TransparencyLog
package import Wire

/// How far a log is known to have gone, and who knows it.
package struct KnownTree: Equatable, Sendable {
    /// Who shows a tree.
    package enum Source: Equatable, Sendable {
        case database
        /// A batch of the database that may have been signed, and was not published.
        case planned
        case guardFile
        /// The public log as files.
        case files(String)
        case witness(String)
        /// What a witness showed when the server stopped.
        case evidence
    }

    /// Who shows it.
    package let source: Source
    /// Entries.
    package let size: UInt64
    /// Of the tree.
    package let root: Hash
    /// Number of the newest epoch in it, where the source tells.
    package let epoch: UInt64?
}

/// Everything that can be learnt about a log that may have to end.
package struct RecoveryKnowledge: Sendable {
    /// The old log's.
    package let directory: DataDirectory
    /// The site's newest: of the database, else of its file.
    package let descriptor: SiteDescriptor
    /// The newest of each agency; empty where the database is lost.
    package let keys: [AgencyKeys]
    /// Each that somebody shows, without the empty one.
    package private(set) var trees: [KnownTree] = []
    /// Nil where the database is lost.
    let database: StoreInspection?
    let guardFile: StoreInspection.GuardFile
    /// The old log's, or the defaults.
    package let configuration: Configuration
    /// Configured witnesses that could not be asked.
    package private(set) var silent: [String] = []

    /// Reads the directory, asks the configured witnesses, and changes nothing.
    package init(_ directory: DataDirectory) async throws(RecoveryError) {
        self.directory = directory
        do {
            configuration =
                FileManager.default.fileExists(atPath: directory.configuration)
                ? try directory.readConfiguration() : Configuration()
        } catch {
            throw .configuration(error)
        }
        do { database = try StoreInspection(directory: directory.path) } catch {
            guard case .missing = error else { throw .store(error) }
            database = nil
        }
        descriptor = try Self.descriptor(database?.descriptor, directory)
        keys = database?.keys ?? []
        guardFile =
            database?.guardFile
            ?? StoreInspection.guardFile(directory: directory.path, origin: descriptor.origin)
        addDatabase()
        if case .at(let position) = guardFile {
            trees.append(
                KnownTree(
                    source: .guardFile, size: position.size, root: position.root,
                    epoch: [database?.published, database?.planned].compactMap(\.self)
                        .first { $0.position == position }?.epoch))
        }
        addFiles()
        await addWitnesses()
        trees.removeAll { $0.size == 0 }
    }

    /// The largest, of all that are known.
    package var largest: UInt64 { trees.map(\.size).max() ?? 0 }

    private static func descriptor(
        _ stored: SiteDescriptor?, _ directory: DataDirectory
    ) throws(RecoveryError) -> SiteDescriptor {
        if let stored { return stored }
        let bytes: [UInt8]
        do { bytes = try Files.read(directory.descriptor, limit: 1 << 16) } catch {
            throw .directory(.unreadable(name: "site.descriptor", error))
        }
        guard let descriptor = try? SiteDescriptor(decoding: bytes),
            descriptor.isSigned(by: descriptor.root, origin: descriptor.origin)
        else {
            throw .directory(.notADescriptor(path: directory.descriptor))
        }
        return descriptor
    }

    private mutating func addDatabase() {
        if let published = database?.published { add(published, .database) }
        // Behind a guard that stands where the database ends, no signature of the plan has left the server.
        guard let planned = database?.planned else { return }
        if case .at(let position) = guardFile, position == database?.published?.position { return }
        add(planned, .planned)
    }

    private mutating func add(_ state: StoreInspection.State, _ source: KnownTree.Source) {
        trees.append(
            KnownTree(
                source: source, size: state.position.size, root: state.position.root, epoch: state.epoch))
    }

    private mutating func addFiles() {
        if let shown = checkpoint(at: directory.evidence) {
            trees.append(
                KnownTree(source: .evidence, size: shown.size, root: shown.root, epoch: nil))
        }
        let folder = configuration.publishDirectory
        guard !folder.isEmpty, let shown = checkpoint(at: "\(folder)/checkpoint") else { return }
        trees.append(
            KnownTree(
                source: .files(folder), size: shown.size, root: shown.root,
                epoch: newestEpoch(in: folder, size: shown.size)))
    }

    private mutating func addWitnesses() async {
        guard let log = try? descriptor.logKey() else { return }
        let clients = configuration.witnesses.map { WitnessClient(url: $0, timeout: .milliseconds(2_500)) }
        let answers = await withTaskGroup { group in
            for client in clients {
                group.addTask {
                    do throws(WitnessFault) {
                        let shown = try await client.newest(of: log)
                        return ("\(client.url)", shown, true)
                    } catch { return ("\(client.url)", nil as VerifiedCheckpoint?, false) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (url, shown, isAnswer) in answers.sorted(by: { $0.0 < $1.0 }) {
            if !isAnswer { silent.append(url) }
            guard let checkpoint = shown?.checkpoint else { continue }
            trees.append(
                KnownTree(source: .witness(url), size: checkpoint.size, root: checkpoint.root, epoch: nil))
        }
    }

    /// A file with a checkpoint that the log signed.
    private func checkpoint(at path: String) -> Checkpoint? {
        guard let log = try? descriptor.logKey(),
            let bytes = try? Files.read(path, limit: SignedNote.maximumBytes)
        else { return nil }
        return try? VerifiedCheckpoint(bytes: bytes, origin: log.name, log: log, witnesses: []).checkpoint
    }

    /// Of the last entry in a folder of tiles.
    private func newestEpoch(in folder: String, size: UInt64) -> UInt64? {
        guard let tile = Tile(kind: .entries, index: size.less(1) / 256, treeSize: size),
            let bytes = try? Files.read("\(folder)/\(tile.path)", limit: 1 << 25),
            let ranges = try? unsafe TransparencyLog.EntryBundle.ranges(
                in: bytes.span.bytes, count: tile.width),
            let last = ranges.last, let entry = try? Entry(decoding: Array(bytes[last])),
            case .epoch(let epoch) = entry.body
        else { return nil }
        return epoch.number
    }
}
