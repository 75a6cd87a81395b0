package import AuditLog
import Files
import Keys
import Storage
package import Wire
import Words

extension SiteChanges {
    /// Reads what a site has published, and writes the draft of what follows to a new file.
    ///
    /// The server may run meanwhile.
    ///
    /// - Returns: the draft, unsigned, and what the log says of it besides.
    package func write(
        _ out: String, for directory: DataDirectory, now: UInt64
    ) throws(SiteChangeError) -> (draft: SiteDraft, doubts: [SiteChangeDoubt]) {
        let (last, inspection) = try Self.published(in: directory)
        let draft = try draft(
            after: last, keys: inspection.keys, former: inspection.former, now: now)
        do throws(FileError) {
            try Files.create(out, Array(try Self.text(draft).utf8), mode: 0o644)
            try Files.syncFolderIfPossible(Path.folder(of: out))
        } catch {
            throw .unwritable(path: out, error)
        }
        return (draft, draft.witnessDoubts(inspection.checkpoints))
    }

    /// The log's name, for cards that have to be of it.
    package static func origin(of directory: DataDirectory) throws(SiteChangeError) -> Origin {
        try published(in: directory).0.origin
    }

    /// What a site has published: its newest descriptor, the newest keys of each agency, and who left, as the last descriptor with
    /// them has them.
    static func published(
        in directory: DataDirectory
    ) throws(SiteChangeError) -> (SiteDescriptor, StoreInspection) {
        let inspection: StoreInspection
        do { inspection = try StoreInspection(directory: directory.path) } catch { throw .store(error) }
        guard let descriptor = inspection.descriptor else { throw .noSite }
        return (descriptor, inspection)
    }

    private static func text(_ draft: SiteDraft) throws(FileError) -> String {
        do { return try Armor.text(draft, name: "SITE DRAFT") } catch {
            throw FileError(.write, "", .notText)
        }
    }

    /// The version that a page's file is: named by its day and hash, so that names rise.
    package static func page(_ path: String, now: UInt64) throws(SiteChangeError) -> PublishedVersion {
        let bytes: [UInt8]
        do { bytes = try Files.read(path, limit: 1 << 26) } catch { throw .pageFile(path: path, error) }
        guard !bytes.isEmpty else { throw .emptyPage(path: path) }
        let hash = sha256(bytes)
        return PublishedVersion(
            format: 1, version: "\(ExpiryText.day(now)).\(hash.hex.prefix(8))",
            files: [PublishedFile(path: Path.name(of: path), hash: hash, length: UInt64(bytes.count))])
    }

    /// Reads what an agency's old identity, or an old auditor, signed.
    package static func endorsement(_ path: String) throws(SiteChangeError) -> Statement {
        let text: String
        do { text = try Files.readText(path, limit: 1 << 14) } catch { throw .unreadable(error) }
        do { return try Armor.read(Statement.self, name: "ENDORSEMENT", from: text) } catch {
            throw .endorsementFile(path: path, reason: error.description)
        }
    }
}
