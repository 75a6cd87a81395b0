import AuditLog
import Keys
import TransparencyLog
import Wire

/// Looks among a log's descriptors for the one whose promise key made a promise: keys change with later descriptors.
struct PromiseKey {
    /// The one that names the key.
    private(set) var descriptor: SiteDescriptor?
    private let promise: Promise
    private let fingerprint: Hash
    private let log: VerifierKey
    private let first: SiteDescriptor

    /// - Parameters:
    ///   - promise: whose signature is looked for.
    ///   - pins: whose fingerprint and log key must be those of `first`, where they are given.
    ///   - first: entry 0, proven.
    /// - Throws: `log` where entry 0 is no valid descriptor, or names another root or log key than `pins`.
    init(_ promise: Promise, pins: AuditPins, first: ProvenEntry) throws(LogSourceError) {
        guard case .site(let site) = first.entry.body else {
            throw .log(
                LogError(.descriptorInvalid, at: 0, "EntryBody", expected: "site", found: "another kind"))
        }
        self.promise = promise
        self.first = site
        fingerprint = pins.fingerprint ?? Fingerprint.root(site.root)
        do throws(LogError) {
            try site.check(fingerprint: fingerprint)
            log = try site.logKey()
        } catch {
            throw .log(error.at(0))
        }
        if let pinned = pins.log, pinned != log {
            throw .log(
                LogError(
                    .descriptorInvalid, at: 0, "SiteDescriptor.log", expected: pinned.vkey, found: log.vkey))
        }
        if (try? promise.check(descriptor: site)) != nil { descriptor = site }
    }

    /// The checkpoint that the log signed, with its cosignatures by the witnesses that the descriptor found so far names.
    func verify(_ note: SignedNote) throws(LogSourceError) -> VerifiedCheckpoint {
        do {
            return try VerifiedCheckpoint(
                note, origin: log.name, log: log, witnesses: try (descriptor ?? first).witnessKeys())
        } catch {
            throw .log(
                LogError(
                    .signatureInvalid, "checkpoint", expected: "signed by \(log.name)", found: "\(error)"))
        }
    }

    /// A batch may begin with another descriptor.
    mutating func see(_ place: EpochPlace, _ walk: inout EpochWalk) async throws(LogSourceError) {
        guard descriptor == nil else { return }
        let proven = try await walk.entries.entry(place.epoch.first)
        guard case .site(let site) = proven.entry.body, (try? promise.check(descriptor: site)) != nil else {
            return
        }
        do throws(LogError) {
            try site.check(fingerprint: fingerprint)
            guard try site.logKey() == log else {
                throw LogError(
                    .descriptorInvalid, "SiteDescriptor.log", expected: log.publicKey, found: site.log)
            }
        } catch {
            throw .log(error.at(place.epoch.first))
        }
        descriptor = site
    }
}
