import AuditLog
import Console
import Keys
import RPC
package import Sealing
import TransparencyLog
package import Verification
import Wire
package import Words

/// The auditor's work after a verification: says in public that every sealed entry is accounted for, and gives each
/// agency its account.
package struct Attesting: Sendable {
    private let attestation: Attestation
    private let origin: Origin
    private let descriptor: SiteDescriptor
    private let key: AuditorKeyFile
    private let accounts: [Account]
    private let accountEpochs: [UInt64]
    private let epoch: UInt64?

    /// What would be said; nothing is sent.
    ///
    /// - Parameter outcome: of a run at the auditor's level.
    package init(_ outcome: VerifyOutcome, key: AuditorKeyFile) throws(Failure) {
        let report = outcome.report
        guard report.result == .ok, report.level == .auditor, report.counts.unopenable == 0,
            let checkpoint = report.checkpoint?.checkpoint, let descriptor = outcome.descriptor
        else {
            throw Failure(.untrusted, "the log was not verified as a whole; nothing was said")
        }
        self.key = key
        self.descriptor = descriptor
        origin = descriptor.origin
        attestation = Attestation(
            format: 1, size: checkpoint.size, root: checkpoint.root, sealed: report.counts.sealed)
        var accounts: [Account] = []
        for agency in descriptor.agencies {
            let total = report.accounts[agency.code]
            let account = Account(
                format: 1, agency: agency.code, through: total?.through ?? checkpoint.size - 1,
                count: total?.count ?? 0, commitments: total?.commitments ?? sha256([]),
                signer: key.key.publicKey, signature: Signature())
            do { accounts.append(try account.signed(by: key.key, origin: descriptor.origin)) } catch {
                throw Failure(.inputOutput, "the accounts could not be signed: \(error)")
            }
        }
        self.accounts = accounts
        accountEpochs = []
        epoch = nil
    }

    private init(_ unsent: Attesting, epoch: UInt64, accountEpochs: [UInt64]) {
        attestation = unsent.attestation
        origin = unsent.origin
        descriptor = unsent.descriptor
        key = unsent.key
        accounts = unsent.accounts
        self.accountEpochs = accountEpochs
        self.epoch = epoch
    }

    /// Entries of the tree that is attested.
    package var size: UInt64 { attestation.size }

    /// Hands over accounts first, the public word last: it says that the agencies have theirs.
    ///
    /// The same again is the same: the site keeps one account for each agency and tree, and one statement.
    package func send(to session: ReviewSession) async throws(Failure) -> Attesting {
        var epochs: [UInt64] = []
        for account in accounts {
            let promised: Promised
            do { promised = try await session.review.giveAccount(account, deadline: .seconds(60)) } catch {
                throw Failure(error)
            }
            try check(promised, account)
            epochs.append(promised.promise.epoch)
        }
        let epoch: UInt64
        do { epoch = try await session.review.attest(try statement(), deadline: .seconds(60)).epoch } catch {
            throw (error as? Failure) ?? (error as? RPCError).map { Failure($0) }
                ?? Failure(.untrusted, "\(error)")
        }
        return Attesting(self, epoch: epoch, accountEpochs: epochs)
    }

    private func statement() throws(Failure) -> Statement {
        do {
            return try Statement(
                kind: .attestation, signer: key.key.publicKey, body: try attestation.encoded(),
                signature: Signature()
            ).signed(by: key.key, origin: origin)
        } catch {
            throw Failure(.inputOutput, "the attestation could not be signed: \(error)")
        }
    }

    /// "Given" is said only when the site promised exactly this record.
    private func check(_ promised: Promised, _ account: Account) throws(Failure) {
        let record = Record(
            format: 1, body: .account(AccountGiven(agencies: [account.agency], account: account)))
        do throws(PromiseRefusal) {
            try promised.promise.check(descriptor: descriptor)
        } catch {
            throw Failure(.untrusted, "the site's promise of an account does not hold: \(error)")
        }
        guard promised.opening.record == record,
            let commitment = try? Commitment.of(promised.opening), commitment == promised.promise.commitment
        else { throw Failure(.untrusted, "the site promised another record than the account") }
    }

    package var json: JSON {
        [
            "size": JSON(attestation.size), "root": JSON(attestation.root.hex),
            "sealed": JSON(attestation.sealed), "epoch": JSON(epoch), "already": .bool(epoch == nil),
            "accounts": .array(
                accounts.enumerated().map { offset, account in
                    [
                        "agency": .string(account.agency), "through": JSON(account.through),
                        "count": JSON(account.count),
                        "epoch": JSON(offset < accountEpochs.count ? accountEpochs[offset] : nil),
                    ]
                }),
        ]
    }

    /// What is about to be said.
    package func proposal(_ language: Language) -> String {
        var lines = [
            Phrase(
                "Pernyataan auditor: ke-\(attestation.sealed) entri tersegel dari \(attestation.size) entri terhitung.",
                "The auditor's word: all \(attestation.sealed) sealed of \(attestation.size) entries are accounted for."
            )(
                language),
            "  root \(attestation.root.hex)",
        ]
        lines += accounts.map { account in
            Phrase(
                "  kepada \(account.agency): \(account.count) catatan hingga entri \(account.through)",
                "  to \(account.agency): \(account.count) records through entry \(account.through)")(language)
        }
        return lines.joined(separator: "\n")
    }

    package func text(_ language: Language) -> String {
        let last =
            if let epoch {
                Phrase("Disampaikan; terbit pada epoch \(epoch).", "Said; it appears in epoch \(epoch).")
            } else {
                Phrase("Sudah disampaikan.", "Already said.")
            }
        return proposal(language) + "\n" + last(language)
    }
}
