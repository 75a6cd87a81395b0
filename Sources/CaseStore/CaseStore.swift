package import Age
package import Files
import GRDB
import Keys
import Sealing
package import Wire

/// An agency's cases on a reviewer's own machine, sealed.
///
/// Opening costs one decapsulation; each case has a random key of its own under the store's, and all that is known of the case
/// is sealed under it: letting go of that key is letting go of the case. Nothing that the files say is believed before it opened
/// at its own place.
package final class CaseStore: Sendable {
    /// Gives as many random bytes as it is asked for, fit for keys.
    package typealias RandomBytes = @Sendable (Int) -> [UInt8]

    /// What lies in the clear beside it.
    package let settings: StoreSettings
    let folder: StoreFolder
    let key: StoreKey
    let names: RowNames
    let database: CaseDatabase
    let random: RandomBytes

    /// Where it is, as it was named when it was opened.
    package var path: String { folder.path }

    private init(
        _ settings: StoreSettings, folder: StoreFolder, key: StoreKey, random: @escaping RandomBytes
    ) throws(CaseStoreError) {
        self.settings = settings
        self.folder = folder
        self.key = key
        names = key.names
        self.random = random
        database = try CaseDatabase(folder.database)
    }

    /// What a store says of itself before anything of it is opened.
    ///
    /// - Throws: `missing` where the folder holds none; `file` also where others may look into it.
    package static func settings(of path: String) throws(CaseStoreError) -> StoreSettings {
        let folder = StoreFolder(path)
        try folder.check()
        guard folder.holdsStore else { throw .missing(path: path) }
        let text: String
        do throws(FileError) {
            text = try Files.readSecretText(folder.settings, limit: StoreSettings.limit)
        } catch {
            throw .file(path: folder.settings, error)
        }
        return try StoreSettings(text: text)
    }

    /// Whether a folder holds a store.
    package static func exists(at path: String) -> Bool { StoreFolder(path).holdsStore }

    /// Makes an empty store in a folder that is new or empty.
    ///
    /// - Parameters:
    ///   - path: the folder, made with those above it that are missing.
    ///   - settings: of the store.
    ///   - root: the site's fingerprint, which the link must keep.
    ///   - recipients: the agency's; each can open the store.
    ///   - random: bytes fit for keys.
    /// - Returns: the store, open.
    /// - Throws: `notEmpty` for a folder that holds other things; `file`, `full`, `noRandomness`.
    package static func create(
        _ path: String, settings: StoreSettings, root: Hash, recipients: [Recipient],
        random: @escaping RandomBytes
    ) throws(CaseStoreError) -> CaseStore {
        let folder = StoreFolder(path)
        try folder.prepare()
        let key = try StoreKey(random: random)
        let file = try key.file(for: recipients, random: random)
        try writing(folder.key) { () throws(FileError) in
            try Files.create(folder.key, file, secret: true)
        }
        try CaseDatabase.create(folder.database)
        let store = try CaseStore(settings, folder: folder, key: key, random: random)
        try store.remember(.site, try store.pinned(root: root))
        try store.remember(.count, [UInt8](repeating: 0, count: 8))
        // Last: a store without its settings is none.
        let text = Array(settings.text.utf8)
        try writing(folder.settings) { () throws(FileError) in
            try Files.create(folder.settings, text, secret: true)
        }
        return store
    }

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - agency: whose key it is.
    ///   - identities: the agency's.
    ///   - root: the fingerprint in the link, which must be the one that the store was made with.
    ///   - random: bytes fit for keys.
    /// - Returns: the store.
    /// - Throws: `missing`; `otherAgency`, `otherKey` or `otherSettings` where it is somebody else's; `damaged`, `version`.
    package static func open(
        _ path: String, agency: AgencyCode, identities: [Identity], root: Hash,
        random: @escaping RandomBytes
    ) throws(CaseStoreError) -> CaseStore {
        let settings = try settings(of: path)
        guard settings.agency == agency else {
            throw .otherAgency(store: settings.agency, key: agency)
        }
        let folder = StoreFolder(path)
        let file: [UInt8]
        do throws(FileError) {
            file = try Files.readSecret(folder.key, limit: StoreKey.fileLimit)
        } catch { throw .file(path: folder.key, error) }
        let key = try StoreKey(file: file, identities: identities)
        guard Files.exists(folder.database) else {
            throw .file(path: folder.database, FileError(.open, folder.database, .missing))
        }
        let store = try CaseStore(settings, folder: folder, key: key, random: random)
        guard try store.memory(.site) == store.pinned(root: root) else { throw .otherSettings }
        return store
    }

    /// Keeps other runs from writing to the store that go on from what they read before; released with the value.
    package func lock() throws(CaseStoreError) -> FileLock {
        do throws(FileError) { return try FileLock(folder.lock) } catch {
            throw error.cause == .inUse ? .inUse(path: folder.path) : .file(path: folder.path, error)
        }
    }

    /// Puts other settings beside the same store: a key file that moved, another way to the same site.
    package func change(_ settings: StoreSettings) throws(CaseStoreError) {
        let text = Array(settings.text.utf8)
        try Self.writing(folder.settings) { () throws(FileError) in
            try Files.replace(folder.settings, text, secret: true)
        }
    }

    /// Seals the store's key to the agency's newest recipient key, where that cannot open it yet: keys that were taken out of use
    /// may then go.
    ///
    /// - Parameter newest: the private key of it.
    /// - Throws: `file` or `full` where the file cannot be replaced; the old one is as it was.
    package func seal(to newest: Identity) throws(CaseStoreError) {
        guard let recipient = newest.recipient else { return }
        let old: [UInt8]
        do throws(FileError) { old = try Files.readSecret(folder.key, limit: StoreKey.fileLimit) } catch {
            throw .file(path: folder.key, error)
        }
        do throws(CaseStoreError) { _ = try StoreKey(file: old, identities: [newest]) } catch {
            guard error == .otherKey else { throw error }
            let file = try key.file(for: [recipient], random: random)
            try Self.writing(folder.key) { () throws(FileError) in
                try Files.replace(folder.key, file, secret: true)
            }
        }
    }

    /// Empties SQLite's log and ends the store; no call may follow.
    package func close() {
        database.emptyLog()
        database.close()
    }

    /// What the settings must go with, however they are changed by hand.
    private func pinned(root: Hash) throws(CaseStoreError) -> [UInt8] {
        root.bytes + [0] + Array(settings.origin.utf8) + [0] + Array(settings.agency.utf8)
    }

    private static func writing(
        _ path: String, _ body: () throws(FileError) -> Void
    ) throws(CaseStoreError) {
        do throws(FileError) { try body() } catch { throw CaseStoreError(error, path: path) }
    }
}
