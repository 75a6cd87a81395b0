import AuditLog
import Files
import Keys
import Passphrases
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
        let kept = try read(keyFile)
        let file = try KeyFile(text: kept.text, name: keyFile)
        let own = try file.agency(for: "keys renew")
        let identity = try identityKey(of: own.code)
        let reviewers = try reviewerFiles.map { path throws(KeysRenewalError) in
            try ReviewerKeygen.read(path, of: own.code)
        }
        // Keys that are over must be renewed all the same: no clock is asked for the site's dates.
        let session = try await ReviewSession.open(address, key: file)
        do {
            let renewed = try await renew(
                own, kept, identity, reviewers, session: session, now: now, random: random)
            await session.close()
            return renewed
        } catch {
            await session.close()
            throw error
        }
    }

    private func renew(
        _ own: AgencyKeyFile, _ kept: ProtectedText, _ identity: SigningKey, _ reviewers: [PublicKey],
        session: ReviewSession, now: UInt64, random: (Int) -> [UInt8]
    ) async throws -> RenewedAgency {
        let site = session.site
        guard let agency = site.descriptor.agencies.first(where: { $0.code == own.code }),
            agency.identity == identity.publicKey
        else { throw KeysRenewalError.otherIdentity(agency: own.code) }
        guard let newest = site.keys.first(where: { $0.agency == own.code }), own.holds(newest.recipient)
        else { throw KeysRenewalError.otherRecipient(agency: own.code) }
        var renewal = SignedRenewal(
            waiting: kept.text, behind: newest, identity: identity.publicKey, now: now)
        let isRepeated = renewal != nil
        if renewal == nil {
            renewal = try SignedRenewal(
                of: own, in: kept.text, behind: newest, origin: site.descriptor.origin, identity: identity,
                notAfter: now / 86_400 * 86_400 + UInt64(days) * 86_400, reviewers: reviewers, random: random)
        }
        guard let renewal else { throw KeysRenewalError.noRandomness }
        let path = try keep(
            ProtectedText(text: renewal.text, passphrase: kept.passphrase), isChanged: !isRepeated, random)
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

    /// Durable on return, and protected as before: from then on the keys may be published.
    private func keep(
        _ text: ProtectedText, isChanged: Bool, _ random: (Int) -> [UInt8]
    ) throws -> String {
        let path = out.map { "\($0)/agency.key" } ?? keyFile
        let bytes = try text.bytes(path: path, random: random)
        do throws(FileError) {
            // A longer one could not be read any more.
            guard text.text.utf8.count <= KeyFile.limit else {
                throw FileError(.write, path, .tooLong(limit: KeyFile.limit))
            }
            if let out {
                try Files.makeFolder(out, mode: 0o700)
                try Files.create(path, bytes, secret: true)
            } else if isChanged {
                try Files.replace(path, bytes, secret: true)
            }
        } catch {
            throw out == nil
                ? KeysRenewalError.notReplaced(path: path, error)
                : KeysRenewalError.unwritable(path: path, error)
        }
        return path
    }

    private func read(_ path: String) throws -> ProtectedText {
        do throws(KeyTextError) { return try ProtectedText.read(path) } catch {
            switch error {
            case .file(let error): throw KeysRenewalError.keyFile(path: path, error)
            case .passphrase(let fault): throw fault
            }
        }
    }

    /// Two runs at once would each write their own keys over the other's.
    private func lock() throws(KeysRenewalError) -> FileLock {
        do throws(FileError) { return try FileLock(keyFile) } catch {
            guard error.cause == .inUse else { throw .keyFile(path: keyFile, error) }
            throw .inUse(path: keyFile)
        }
    }

    private func identityKey(of code: AgencyCode) throws -> SigningKey {
        let text: String
        do throws(KeyTextError) { text = try ProtectedText.read(identityFile).text } catch {
            switch error {
            case .file(let error): throw KeysRenewalError.identityFile(path: identityFile, error)
            case .passphrase(let fault): throw fault
            }
        }
        let file = KeyText(text)
        guard file["agency"] == code, let key = try? file.signingKey("identity") else {
            throw KeysRenewalError.noIdentity(path: identityFile, agency: code)
        }
        return key
    }
}
