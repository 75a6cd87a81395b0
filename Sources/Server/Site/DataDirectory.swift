package import AuditLog
import Files
import Foundation
package import Words

/// The files of one site's server. Everything secret is 0600; the root key is never here.
package struct DataDirectory: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    package func file(_ name: String) -> String { path + "/" + name }

    package var configuration: String { file("kentongand.toml") }
    package var link: String { file("site.link") }
    package var logKey: String { file("log.vkey") }
    package var descriptor: String { file("site.descriptor") }
    package var keys: String { file("keys") }

    /// The directory must not be there yet, or be empty, and `rootKey` must lie elsewhere.
    ///
    /// - Parameter flag: that named the directory.
    func checkNew(rootKey: String, flag: String = "--data") throws(Failure) {
        if let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty {
            throw Failure(.outputExists, "\(flag): '\(path)' is not empty", field: flag)
        }
        let (own, other) = (
            URL(fileURLWithPath: path).standardized, URL(fileURLWithPath: rootKey).standardized
        )
        guard !other.path.hasPrefix(own.path + "/") else {
            throw Failure(
                .usage, "--root-key: '\(rootKey)' is inside \(flag); keep it elsewhere", field: "--root-key")
        }
    }

    func create() throws(Failure) {
        try Files.makeFolder(path, secret: true, field: "--data")
        try Files.makeFolder(keys, secret: true, field: "--data")
    }
}

extension DataDirectory {
    package func readConfiguration() throws(Failure) -> Configuration {
        let text: String
        do {
            text = try Files.readText(configuration, limit: 1 << 16, field: "kentongand.toml")
        } catch {
            throw Failure(
                error.kind == .badInput ? .configuration : error.kind, error.message, field: error.field,
                limit: error.limit)
        }
        return try Configuration(file: text, name: configuration)
    }

    package func readLink() throws(Failure) -> SiteLink {
        let text = try Files.readText(link, limit: 4096, field: "site.link")
        do {
            return try SiteLink(text.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw Failure(.configuration, "site.link: \(error)", field: "site.link")
        }
    }
}
