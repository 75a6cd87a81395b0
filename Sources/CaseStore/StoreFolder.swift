import Files
import Foundation

/// The folder of a store, for its owner alone.
struct StoreFolder {
    let path: String
    var settings: String { "\(path)/store.toml" }
    var key: String { "\(path)/store.key" }
    var database: String { "\(path)/cases.sqlite" }
    var lock: String { "\(path)/sync" }

    init(_ path: String) { self.path = path }

    /// Whether a store was made in it: its settings are what is written last.
    var holdsStore: Bool { Files.exists(settings) }

    /// Throws where others may look into the folder, or there is none.
    func check() throws(CaseStoreError) {
        do throws(FileError) { try Files.checkPrivate(folder: path) } catch {
            throw error.isMissing ? .missing(path: path) : .file(path: path, error)
        }
    }

    /// Makes the folder, or takes one that is empty or in which a store was begun and not finished.
    func prepare() throws(CaseStoreError) {
        if Files.exists(path) {
            try check()
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw .notEmpty(path: path)
            }
            let own = ["store.key", "cases.sqlite", "cases.sqlite-wal", "cases.sqlite-shm", "sync.lock"]
            guard names.allSatisfy({ own.contains($0) }) else { throw .notEmpty(path: path) }
            for name in names where name != "sync.lock" {
                try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        } else {
            do throws(FileError) {
                try Files.makeFolder(path, mode: 0o700)
                // The umask may have closed it for its owner, too.
                try Files.makePrivate(folder: path)
            } catch { throw CaseStoreError(error, path: path) }
        }
    }
}
