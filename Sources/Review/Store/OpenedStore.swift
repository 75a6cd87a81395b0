import Age
package import AuditLog
package import Cases
package import CaseStore
import Files
package import Sealing
package import Verification
import Wire

/// A store with the key that opened it and the way to its site.
package struct OpenedStore: Sendable {
    /// The store.
    package let store: CaseStore
    /// Read from the key file.
    package let key: AgencyKeyFile
    /// The site's.
    package let address: SiteAddress

    /// Opens a store by what lies in its folder.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - keyFile: path of a key file in place of the one that the store remembers; nil takes that one.
    ///   - proxy: `socks5://HOST:PORT` in place of the remembered one.
    ///   - command: that needs the key, for the error.
    ///   - random: bytes fit for keys.
    /// - Returns: the store with its key.
    /// - Throws: `CaseStoreError`; `VerificationError` where the key file or the link cannot be read.
    package static func open(
        _ path: String, keyFile: String? = nil, proxy: String? = nil, for command: String,
        random: @escaping CaseStore.RandomBytes
    ) throws -> OpenedStore {
        let settings = try CaseStore.settings(of: path)
        let key = try KeyFile.read(keyFile ?? settings.key).agency(for: command)
        let address = try SiteAddress(site: settings.link, proxy: proxy ?? settings.proxy)
        let store = try CaseStore.open(
            path, agency: key.code, identities: key.identities, root: address.link.fingerprint,
            random: random)
        return OpenedStore(store: store, key: key, address: address)
    }

    /// Opens the store of a site, and makes it where the folder holds none.
    ///
    /// - Parameters:
    ///   - path: the folder; of a store that is there, it must be the site's.
    ///   - site: the site's, which has shown itself.
    ///   - address: the way to it.
    ///   - key: the agency's.
    ///   - keyFile: path of the file that holds the key.
    ///   - proxy: as it was given.
    ///   - random: bytes fit for keys.
    /// - Returns: the store with its key.
    /// - Throws: `CaseStoreError`, also for the store of another site.
    package static func make(
        _ path: String, at site: TrustedSite, address: SiteAddress, key: AgencyKeyFile, keyFile: String,
        proxy: String?, random: @escaping CaseStore.RandomBytes
    ) throws -> OpenedStore {
        let settings = StoreSettings(
            link: "\(address.link)", origin: site.descriptor.origin, agency: key.code,
            key: Self.lasting(keyFile), proxy: proxy)
        guard !CaseStore.exists(at: path) else {
            let old = try CaseStore.settings(of: path)
            guard old.origin == settings.origin else {
                throw CaseStoreError.otherSite(store: old.origin, named: settings.origin)
            }
            let store = try CaseStore.open(
                path, agency: key.code, identities: key.identities, root: address.link.fingerprint,
                random: random)
            if old != settings { try store.change(settings) }
            return OpenedStore(store: store, key: key, address: address)
        }
        let recipients = key.identities.prefix(1).compactMap(\.recipient)
        let store = try CaseStore.create(
            path, settings: settings, root: address.link.fingerprint, recipients: recipients, random: random)
        return OpenedStore(store: store, key: key, address: address)
    }

    /// A path that holds in another working folder, too; standard input stays what it is.
    private static func lasting(_ keyFile: String) -> String {
        keyFile == Files.standardInput ? keyFile : Path.absolute(keyFile)
    }

    /// The same store, signing with keys that a site publishes.
    package func using(_ key: AgencyKeyFile) -> OpenedStore {
        OpenedStore(store: store, key: key, address: address)
    }

    /// Keeps where the key file is now, and the way to the site, for the next time; nil leaves what there is.
    package func remember(keyFile: String?, proxy: String?) throws(CaseStoreError) {
        var settings = store.settings
        if let keyFile { settings.key = Self.lasting(keyFile) }
        if let proxy { settings.proxy = proxy }
        if settings != store.settings { try store.change(settings) }
    }

    /// The one case whose id begins so, its report proven.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - list: the store's, where it was read already; else all cases are looked at for the beginning of an id.
    /// - Returns: the case.
    /// - Throws: `CaseStoreError`; `VerificationError` for an id that is none, or of a report that is not proven.
    package func provenFile(_ prefix: String, in list: ReviewList? = nil) throws -> CaseFile {
        let id: Hash
        do { id = try store.id(prefix, among: list?.rows.map { $0.id }) } catch let error
            as ReviewRecordsError
        {
            throw VerificationError.records(error)
        }
        guard let file = try store.file(id), let received = file.received else {
            throw VerificationError.records(.noReport(prefix))
        }
        guard let fault = received.fault else { return file }
        throw VerificationError.site(.notProven(id, fault))
    }

    /// Somebody reads the case now: what came until now is not new any more.
    package func see(_ file: CaseFile) throws(CaseStoreError) {
        let newest = file.newest(for: key.code)
        guard newest > file.seen else { return }
        try store.update(file.id) { $0.seen = max($0.seen, newest) }
    }

    /// Reads what is stored.
    var reader: CaseReader {
        CaseReader(key: key, root: address.link.fingerprint, origin: store.settings.origin)
    }
}
