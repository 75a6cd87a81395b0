package import AuditLog
import Files
import Foundation

/// The files of one site's server.
///
/// Everything secret is 0600; the root key is never here.
package struct DataDirectory: Sendable {
    /// As it was given.
    package let path: String

    /// Nothing is looked at yet.
    package init(_ path: String) {
        self.path = path
    }

    /// Where a name of the directory is.
    package func file(_ name: String) -> String { path + "/" + name }

    /// What the operator sets.
    package var configuration: String { file("kentongand.toml") }
    /// For posters; rewritten by nobody.
    package var link: String { file("site.link") }
    /// The log's vkey, for verifiers.
    package var logKey: String { file("log.vkey") }
    /// The newest descriptor that was signed here or adopted.
    package var descriptor: String { file("site.descriptor") }
    /// The folder of the secret keys.
    package var keys: String { file("keys") }

    /// The directory must not be there yet, or be empty, and `rootKey` must lie elsewhere.
    func checkNew(
        rootKey: String, for purpose: DataDirectoryError.Purpose = .site
    ) throws(DataDirectoryError) {
        if let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty {
            throw .notEmpty(path: path, purpose)
        }
        let (own, other) = (
            URL(fileURLWithPath: path).standardized, URL(fileURLWithPath: rootKey).standardized
        )
        guard !other.path.hasPrefix(own.path + "/") else {
            throw .rootKeyInside(path: rootKey, purpose)
        }
    }

    func create() throws(DataDirectoryError) {
        do throws(FileError) {
            try Files.makeFolder(path, mode: 0o700)
            try Files.makeFolder(keys, mode: 0o700)
            // One that was there and empty.
            try Files.makePrivate(folder: path)
        } catch {
            throw .unwritable(error)
        }
    }

    /// Writes a new file of this name.
    func create(_ name: String, _ bytes: [UInt8], secret: Bool) throws(DataDirectoryError) {
        do { try Files.create(file(name), bytes, secret: secret) } catch {
            throw .fileUnwritable(name: name, path: file(name), error)
        }
    }
}

extension DataDirectory {
    /// Reads `kentongand.toml`.
    ///
    /// - Throws: see `ConfigurationError`; `exposed` where others than the owner may look into the directory.
    package func readConfiguration() throws(ConfigurationError) -> Configuration {
        do throws(FileError) { try Files.checkPrivate(folder: path) } catch  where error.isExposed {
            throw .exposed(error)
        } catch {
            // That it is not there is said of the file.
        }
        let text: String
        do { text = try Files.readText(configuration, limit: 1 << 16) } catch { throw .unreadable(error) }
        return try Configuration(file: text, name: configuration)
    }

    /// Reads `site.link`.
    package func readLink() throws(DataDirectoryError) -> SiteLink {
        let text: String
        do { text = try Files.readText(link, limit: 4096) } catch {
            throw .unreadable(name: "site.link", error)
        }
        do { return try SiteLink(text.trimmingCharacters(in: .whitespacesAndNewlines)) } catch {
            throw .notALink(error)
        }
    }
}
