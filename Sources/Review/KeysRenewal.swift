import AuditLog
import Files
import Keys
import RPC
import Sealing
package import Verification
import Wire

/// An agency's next working keys: made, kept, signed by its identity, and brought to the site that logs them.
///
/// The new keys are durable in the key file before anybody hears of them, and old ones stay there: what was sealed to
/// them can still be opened. What was signed stays in the file, too, so that a second run brings the same.
package struct KeysRenewal: Sendable {
    private let keyFile: String
    private let identityFile: String
    private let days: Int
    private let out: String?
    private let reviewerFiles: [String]

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - keyFile: path of `agency.key`.
    ///   - identityFile: path of `identity.key`.
    ///   - days: that the new keys hold, 1 to 365.
    ///   - out: a folder for the new `agency.key`; nil replaces `keyFile` in one step.
    ///   - reviewers: paths of `reviewer.pub` of colleagues whose act keys join.
    /// - Throws: `days` for a number out of its bounds.
    package init(
        keyFile: String, identityFile: String, days: Int = 90, out: String? = nil,
        reviewers: [String] = []
    ) throws(KeysRenewalError) {
        guard (1...365).contains(days) else { throw .days(days) }
        self.keyFile = keyFile
        self.identityFile = identityFile
        self.days = days
        self.out = out
        reviewerFiles = reviewers
    }

    /// Renews the keys at a site, or brings it again what a run before had signed and the log does not hold yet.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - now: seconds since 1970; `days` count from the start of its day (UTC).
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: what the site took.
    /// - Throws: `KeysRenewalError`, and `VerificationError` of the key file and the site. After `unwritable` and
    ///   `notReplaced` nothing was sent.
    package func run(
        _ address: SiteAddress, now: UInt64, random: (Int) -> [UInt8]
    ) async throws -> RenewedAgency {
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        let text = try read(keyFile)
        let file = try KeyFile(text: text, name: keyFile)
        let own = try file.agency(for: "keys renew")
        let identity = try identityKey(of: own.code)
        let reviewers = try reviewerFiles.map { path throws(KeysRenewalError) in
            try ReviewerKeygen.read(path, of: own.code)
        }
        // Keys that are over must be renewed all the same: no clock is asked for the site's dates.
        let session = try await ReviewSession.open(address, key: file)
        do {
            let renewed = try await renew(
                own, text, identity, reviewers, session: session, now: now, random: random)
            await session.close()
            return renewed
        } catch {
            await session.close()
            throw error
        }
    }

    private func renew(
        _ own: AgencyKeyFile, _ text: String, _ identity: SigningKey, _ reviewers: [PublicKey],
        session: ReviewSession, now: UInt64, random: (Int) -> [UInt8]
    ) async throws -> RenewedAgency {
        let site = session.site
        guard let agency = site.descriptor.agencies.first(where: { $0.code == own.code }),
            agency.identity == identity.publicKey
        else { throw KeysRenewalError.otherIdentity(agency: own.code) }
        guard let newest = site.keys.first(where: { $0.agency == own.code }), own.holds(newest.recipient)
        else { throw KeysRenewalError.otherRecipient(agency: own.code) }
        var renewal = SignedRenewal(waiting: text, behind: newest, identity: identity.publicKey, now: now)
        let isRepeated = renewal != nil
        if renewal == nil {
            renewal = try SignedRenewal(
                of: own, in: text, behind: newest, origin: site.descriptor.origin, identity: identity,
                notAfter: now / 86_400 * 86_400 + UInt64(days) * 86_400, reviewers: reviewers, random: random)
        }
        guard let renewal else { throw KeysRenewalError.noRandomness }
        let path = try keep(renewal.text, isChanged: !isRepeated)
        let taken: RenewedKeys
        do { taken = try await session.review.renewKeys(renewal.keys, deadline: .seconds(60)) } catch {
            guard error.code == .aborted else { throw VerificationError.site(.call(error)) }
            throw KeysRenewalError.taken(serial: renewal.keys.serial)
        }
        return RenewedAgency(
            agency: own.code, serial: renewal.keys.serial, notAfter: renewal.keys.notAfter,
            epoch: taken.epoch, due: site.clock.scheduled(taken.epoch), keyFile: path, isRepeated: isRepeated,
            zone: site.clock.zone)
    }

    /// Durable on return: from then on the keys may be published.
    private func keep(_ text: String, isChanged: Bool) throws(KeysRenewalError) -> String {
        let path = out.map { "\($0)/agency.key" } ?? keyFile
        do throws(FileError) {
            // A longer one could not be read any more.
            guard text.utf8.count <= KeyFile.limit else {
                throw FileError(.write, path, .tooLong(limit: KeyFile.limit))
            }
            if let out {
                try Files.makeFolder(out, mode: 0o700)
                try Files.create(path, Array(text.utf8), secret: true)
            } else if isChanged {
                try Files.replace(path, Array(text.utf8), secret: true)
            }
        } catch {
            throw out == nil ? .notReplaced(path: path, error) : .unwritable(path: path, error)
        }
        return path
    }

    private func read(_ path: String) throws(KeysRenewalError) -> String {
        do throws(FileError) {
            return try Files.readSecretText(path, limit: KeyFile.limit, isClosedFolderEnough: true)
        } catch {
            throw .keyFile(path: path, error)
        }
    }

    /// Two runs at once would each write their own keys over the other's.
    private func lock() throws(KeysRenewalError) -> FileLock {
        do throws(FileError) { return try FileLock(keyFile) } catch {
            guard error.cause == .inUse else { throw .keyFile(path: keyFile, error) }
            throw .inUse(path: keyFile)
        }
    }

    private func identityKey(of code: AgencyCode) throws(KeysRenewalError) -> SigningKey {
        let text: String
        do throws(FileError) {
            text = try Files.readSecretText(identityFile, limit: KeyFile.limit, isClosedFolderEnough: true)
        } catch {
            throw .identityFile(path: identityFile, error)
        }
        let file = KeyText(text)
        guard file["agency"] == code, let key = try? file.signingKey("identity") else {
            throw .noIdentity(path: identityFile, agency: code)
        }
        return key
    }
}
