package import AuditLog
import Files
import Keys
import Storage
package import Wire
import Words

/// The next descriptor of a site: signed where the root key is, away from the server, and then taken up by it.
///
/// A descriptor holds for 90 days at most; clients refuse a site whose descriptor has ended.
package struct Renewal: Equatable, Sendable {
    /// From the day of signing; 1 to 90.
    package var days: Int
    /// Behind those that stay.
    package var addedWitnesses: [Witness] = []
    /// By their names.
    package var removedWitnesses: [String] = []
    /// Nil leaves it, or takes a majority where witnesses change.
    package var quorum: UInt8?

    /// Witnesses and quorum as they are.
    package init(days: Int) {
        self.days = days
    }

    /// Signs what follows `last`.
    ///
    /// Needs nothing of the server but that descriptor, which is public.
    ///
    /// - Parameters:
    ///   - last: the site's newest descriptor.
    ///   - root: the key that `last` names.
    ///   - now: seconds since 1970; `days` count from the start of its day (UTC).
    /// - Returns: the signed descriptor, of the next serial number.
    /// - Throws: `days` out of bounds, `notTheRootKey`, witnesses or a quorum that cannot be, and what would
    ///   not hold.
    func next(
        after last: SiteDescriptor, root: SigningKey, now: UInt64
    ) throws(RenewalError) -> SiteDescriptor {
        guard (1...90).contains(days) else {
            throw .days(days)
        }
        guard root.publicKey == last.root else {
            throw .notTheRootKey
        }
        var next = last
        do {
            guard last.serial < .max else { throw RenewalError.unfollowable(reason: "serial \(last.serial)") }
            next.serial = last.serial.plus(1)
            next.previous = try last.digest()
        } catch {
            throw .unfollowable(reason: "\(error)")
        }
        next.notAfter = now / 86_400 * 86_400 + UInt64(days).times(86_400)
        try changeWitnesses(of: &next)
        do {
            next = try next.signed(by: root, origin: next.origin)
            try next.check(fingerprint: Fingerprint.root(last.root))
        } catch {
            throw .doesNotHold(reason: "\(error)")
        }
        return next
    }

    /// Takes witnesses out, puts new ones behind those that stay, and sets the quorum.
    func changeWitnesses(of descriptor: inout SiteDescriptor) throws(RenewalError) {
        for name in removedWitnesses {
            guard descriptor.witnesses.contains(where: { $0.name == name }) else {
                throw .notAWitness(name: name)
            }
            descriptor.witnesses.removeAll { $0.name == name }
        }
        descriptor.witnesses += addedWitnesses
        guard descriptor.witnesses.count <= 16 else {
            throw .witnessCount(descriptor.witnesses.count)
        }
        guard Set(descriptor.witnesses.map { $0.name }).count == descriptor.witnesses.count else {
            throw .witnessTwice
        }
        let changes = !addedWitnesses.isEmpty || !removedWitnesses.isEmpty
        let majority = UInt8(clamping: descriptor.witnesses.count / 2 + 1)
        descriptor.quorum = quorum ?? (changes ? majority : descriptor.quorum)
        guard Int(descriptor.quorum) <= descriptor.witnesses.count else {
            throw .quorum(descriptor.quorum, witnesses: descriptor.witnesses.count)
        }
    }
}

/// What was signed or taken up.
package struct RenewedSite: Equatable, Sendable {
    /// The log's name.
    package let origin: String
    /// Of the new descriptor.
    package let serial: Int
    /// Seconds since 1970.
    package let notAfter: UInt64
    /// The site's.
    let zone: Zone

    init(_ descriptor: SiteDescriptor) {
        origin = descriptor.origin
        serial = Int(descriptor.serial)
        notAfter = descriptor.notAfter
        zone = descriptor.zone
    }
}

extension Renewal {
    /// From files to a new file.
    package func sign(
        after path: String, rootKey: String, out: String, now: UInt64
    ) throws(RenewalError) -> RenewedSite {
        let next = try next(after: try Self.read(path), root: try Self.rootKey(rootKey), now: now)
        let bytes: [UInt8]
        do { bytes = try next.encoded() } catch {
            throw .encoding(error)
        }
        do throws(FileError) {
            try Files.create(out, bytes, mode: 0o644)
            try Files.syncFolderIfPossible(Path.folder(of: out))
        } catch {
            throw .unwritable(path: out, error)
        }
        return RenewedSite(next)
    }

    /// From a file to a server's queue.
    package static func adopt(
        _ path: String, in directory: DataDirectory, now: UInt64
    ) async throws(RenewalError) -> (site: RenewedSite, doubts: [SiteChangeDoubt]) {
        let next = try read(path)
        let doubts = try await adopt(next, in: directory, now: now).doubts
        return (RenewedSite(next), doubts)
    }

    /// Puts a signed descriptor into the queue of a server that does not run: its next close logs it.
    ///
    /// - Returns: the site's newest published descriptor, before it, and what the log says of the change.
    static func adopt(
        _ next: SiteDescriptor, in directory: DataDirectory, now: UInt64
    ) async throws(RenewalError) -> (before: SiteDescriptor, doubts: [SiteChangeDoubt]) {
        var publication = SitePublication(descriptor: next)
        do throws(SiteChangeError) {
            let before = try await publication.queue(in: directory, now: now)
            return (before, publication.doubts)
        } catch {
            switch error {
            case .serverRuns: throw .serverRuns
            case .waitsAlready(let serial): throw .waitsAlready(serial: serial)
            case .store(let error): throw .store(error)
            default: throw .change(error)
            }
        }
    }

    static func rootKey(_ path: String) throws(RenewalError) -> SigningKey {
        do { return try rootSigningKey(path) } catch { throw .keys(error) }
    }

    /// Reads a descriptor as `init` writes it: `site.descriptor`.
    static func read(_ path: String) throws(RenewalError) -> SiteDescriptor {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(path, limit: SiteDescriptor.maximumSize) } catch {
            throw .unreadable(error)
        }
        do { return try SiteDescriptor(decoding: bytes) } catch {
            throw .notADescriptor(path: path, reason: "\(error)")
        }
    }
}
