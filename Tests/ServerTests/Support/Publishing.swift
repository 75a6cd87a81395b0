import AuditLog
import Keys
@testable import Server
import TestSupport
import Wire

// What whoever holds the root key has a site log.
extension TestSite {
    /// Logs a draft, as `kentongand site publish --wait` does, on a server that does not run.
    ///
    /// - Parameters:
    ///   - keys: of agencies that join, or change their identity.
    ///   - statements: `endorsement`s.
    ///   - waits: whether what needs seven days in the log may go there.
    ///   - change: of the newest descriptor.
    /// - Returns: what is doubtful about it.
    /// - Throws: why it is not logged.
    @discardableResult
    func publish(
        keys: [AgencyKeys] = [], statements: [Statement] = [], waits: Bool = true,
        _ change: (inout SiteDescriptor) throws -> Void
    ) async throws -> [SiteChangeDoubt] {
        let last = try Renewal.read(directory.descriptor)
        var next = last
        next.serial += 1
        next.previous = try last.digest()
        next.signature = Signature()
        try change(&next)
        let root = try Renewal.rootKey(folder.file("root.key"))
        let draft = try SiteDraft(
            format: 1, last: last, next: next, keys: keys, statements: statements
        ).signed(by: root)
        try folder.write("draft", try Armor.text(draft, name: "SITE DRAFT"))
        var publication = try SitePublication(reading: folder.file("draft"))
        publication.waits = waits
        try await publication.queue(in: directory, now: clock.now)
        return publication.doubts
    }
}

extension AgencyKeys {
    /// The same keys under another identity, behind these.
    func next(under identity: SigningKey, origin: Origin) throws -> AgencyKeys {
        var keys = self
        keys.previous = sha256(try encoded())
        keys.serial += 1
        keys.origin = origin
        return try keys.signed(by: identity, origin: origin)
    }
}
