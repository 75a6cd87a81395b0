package import AuditLog
import Files
import Keys
import Storage
package import Wire

/// A signed draft on its way into the log.
package struct SitePublication: Sendable {
    /// Of the next descriptor.
    let next: SiteDescriptor
    /// Nil for a descriptor that came alone.
    package let draft: SiteDraft?
    /// What the log says of the change, and the draft alone does not; known once it is queued.
    package private(set) var doubts: [SiteChangeDoubt] = []
    /// Whether what needs seven days in the log may go there now.
    package var waits = false

    /// A descriptor alone, as `renew` signs it: its holder has read what changes.
    init(descriptor: SiteDescriptor) {
        next = descriptor
        draft = nil
        waits = true
    }

    /// Reads a draft; nothing is checked before `queue`.
    package init(reading path: String) throws(SiteChangeError) {
        let text: String
        do { text = try Files.readText(path, limit: Self.limit) } catch { throw .unreadable(error) }
        do {
            let draft = try Armor.read(SiteDraft.self, name: "SITE DRAFT", from: text)
            self.draft = draft
            next = draft.next
        } catch { throw .notADraft(path: path, reason: error.description) }
    }

    /// Bytes of the longest file of a draft.
    private static let limit = 1 << 18
    /// Seconds that a descriptor may hold, with a day for time zones.
    private static let longest: UInt64 = 91 * 86_400

    /// Puts it into the queue of a server that does not run, all of it or nothing: its next close logs it.
    ///
    /// - Parameters:
    ///   - directory: the site's.
    ///   - now: seconds since 1970.
    /// - Returns: the site's newest published descriptor, before it.
    /// - Throws: what keeps the site from publishing it; the queue is as it was.
    @discardableResult
    package mutating func queue(
        in directory: DataDirectory, now: UInt64
    ) async throws(SiteChangeError) -> SiteDescriptor {
        let store: any Store
        do throws(StoreError) { store = try directory.openStore() } catch {
            throw error == .inUse ? .serverRuns : .store(error)
        }
        defer { try? store.close() }
        do {
            guard let published = try await PublishedSite(reading: store) else {
                throw SiteChangeError.noSite
            }
            try check(behind: published.descriptor, now: now)
            let draft =
                draft
                ?? SiteDraft(
                    format: 1, last: published.descriptor, next: next, keys: [], statements: [])
            do { try draft.check() } catch { throw SiteChangeError.fault(error) }
            guard draft.isSigned else { throw SiteChangeError.unsigned }
            let inspection = try SiteChanges.published(in: directory).1
            doubts = draft.witnessDoubts(inspection.checkpoints)
            try await check(
                draft, logged: published, former: inspection.former, in: store, directory, now: now)
            var bodies: [EntryBody] = [.site(draft.next)]
            bodies += draft.keys.map { .agencyKeys($0) } + draft.statements.map { .statement($0) }
            try await store.enqueue(bodies)
            do { try Files.replace(directory.descriptor, try draft.next.encoded(), secret: false) } catch let
                error as FileError
            {
                throw SiteChangeError.notReplaced(path: directory.descriptor, error)
            }
            return published.descriptor
        } catch let error as SiteChangeError {
            throw error
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as LogError {
            throw .fault(.next(error))
        } catch {
            throw .fault(.signing(reason: "\(error)"))
        }
    }

    /// The site's, newer than the newest, and of these days.
    private func check(behind newest: SiteDescriptor, now: UInt64) throws(SiteChangeError) {
        guard next.root == newest.root, next.origin == newest.origin else {
            throw .otherSite(origin: next.origin, own: newest.origin)
        }
        guard next.serial > newest.serial else {
            throw .outdated(serial: next.serial, newest: newest.serial)
        }
        if let last = draft?.last, last != newest { throw .otherPast(serial: last.serial) }
        guard now <= next.notAfter else { throw .ranOut(notAfter: next.notAfter, now: now) }
        guard next.notAfter.less(now) <= Self.longest else {
            throw .tooFar(notAfter: next.notAfter, now: now)
        }
    }

    private func check(
        _ draft: SiteDraft, logged: PublishedSite, former: [Agency], in store: any Store,
        _ directory: DataDirectory, now: UInt64
    ) async throws {
        let queued = try await store.queuedPublicEntries()
        guard queued.site.map({ $0 == next }) ?? true else {
            throw SiteChangeError.waitsAlready(serial: queued.site?.serial ?? 0)
        }
        var doubts = draft.doubts
        for keys in draft.keys {
            // Nothing of an agency may be logged before its next keys, which name the ones before them.
            guard queued.agencyKeys.allSatisfy({ $0.agency != keys.agency || $0 == keys }) else {
                throw SiteChangeError.keysWait(keys.agency)
            }
            guard now <= keys.notAfter else {
                throw SiteChangeError.cardRanOut(keys.agency, notAfter: keys.notAfter)
            }
            let newest = try await newestKeys(of: keys.agency, in: store)
            guard keys.follows(newest) else {
                throw SiteChangeError.cardDoesNotFollow(keys.agency, serial: newest?.serial ?? 0)
            }
            // Who left and comes back under another identity is told as who changed it.
            if let newest, let agency = draft.next.agencies.first(where: { $0.code == keys.agency }),
                !draft.last.agencies.contains(where: { $0.code == keys.agency }),
                !newest.isSigned(by: agency.identity, origin: newest.origin)
            {
                doubts.append(.identityUnendorsed(agency))
            }
        }
        // Verifiers would call the log false for a lineage that is: what follows the last one is the draft's own to check.
        for agency in next.agencies where !draft.last.agencies.contains(where: { $0.code == agency.code }) {
            let earlier = former.first { $0.code == agency.code }
            try agency.check(lineage: earlier?.lineage(followedBy: agency.identity) ?? Hash())
        }
        // Renewed keys that wait are logged behind it, and would break the log where it names another identity.
        for keys in queued.agencyKeys where !draft.keys.contains(keys) {
            do { try keys.check(in: next) } catch { throw SiteChangeError.keysWait(keys.agency) }
        }
        do {
            let own = try SiteKeys(in: directory)
            try own.check(next)
            try own.checkTLS(next)
        } catch { throw SiteChangeError.serverKeys(error) }
        let pending = (doubts + self.doubts).filter { $0.needsTime }
        guard waits || pending.isEmpty else { throw SiteChangeError.needsWait(pending) }
    }

    private func newestKeys(of agency: AgencyCode, in store: any Store) async throws -> AgencyKeys? {
        guard let place = try await store.agencyKeys(of: agency, limit: 1).first,
            case .agencyKeys(let keys) = try Entry(decoding: try await store.entry(at: place)).body
        else { return nil }
        return keys
    }
}

extension AgencyKeys {
    /// Whether these are the next ones behind `newest`, or the first ones where there are none.
    fileprivate func follows(_ newest: AgencyKeys?) -> Bool {
        guard let newest else { return serial == 0 }
        guard newest.serial < .max, serial == newest.serial.plus(1), let bytes = try? newest.encoded() else {
            return false
        }
        return previous == sha256(bytes)
    }
}
