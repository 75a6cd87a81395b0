package import AuditLog
import Keys
import RPC
package import Sealing
import TransparencyLog
package import Verification
import Wire
import Words

/// The auditor's work after a verification: says in public that every sealed entry is accounted for, and gives each
/// agency its account.
package struct Attesting: Sendable {
    let attestation: Attestation
    private let origin: Origin
    private let descriptor: SiteDescriptor
    private let key: AuditorKeyFile
    let accounts: [Account]
    /// Months whose figures this run came to out of all openings, and that the log does not say so of yet.
    package let months: [SaidMonth]
    /// In which all of it is published; nil as long as nothing was sent.
    let epoch: UInt64?

    /// What would be said; nothing is sent.
    ///
    /// - Parameters:
    ///   - outcome: of a run at the auditor's level.
    ///   - key: the auditor's; signs accounts and attestation.
    /// - Throws: `notVerified` unless all is well, each sealed entry was opened and the run was the
    ///   auditor's; `accounts` where one cannot be signed.
    package init(_ outcome: VerifyOutcome, key: AuditorKeyFile) throws(AttestingError) {
        let report = outcome.report
        guard report.isVerified, report.level == .auditor, report.counts.unopenable == 0,
            let checkpoint = report.checkpoint?.checkpoint, let descriptor = outcome.descriptor
        else { throw .notVerified }
        self.key = key
        self.descriptor = descriptor
        origin = descriptor.origin
        attestation = Attestation(
            format: 1, size: checkpoint.size, root: checkpoint.root, sealed: report.counts.sealed)
        var accounts: [Account] = []
        for agency in descriptor.agencies {
            let total = report.accounts[agency.code]
            let account = Account(
                format: 1, agency: agency.code, through: total?.through ?? checkpoint.size.less(1),
                count: total?.count ?? 0, commitments: total?.commitments ?? sha256([]),
                signer: key.key.publicKey, signature: Signature())
            do { accounts.append(try account.signed(by: key.key, origin: descriptor.origin)) } catch {
                throw .accounts(reason: "\(error)")
            }
        }
        self.accounts = accounts
        months = report.months.filter { $0.isRecomputed && !$0.isAttested }
        epoch = nil
    }

    private init(_ unsent: Attesting, epoch: UInt64) {
        attestation = unsent.attestation
        origin = unsent.origin
        descriptor = unsent.descriptor
        key = unsent.key
        accounts = unsent.accounts
        months = unsent.months
        self.epoch = epoch
    }

    /// Entries of the tree that is attested.
    package var size: UInt64 { attestation.size }

    /// Hands over the public word with every agency's account, for one epoch, all or nothing.
    ///
    /// The same again is the same: the site keeps one account for each agency and tree, and one statement.
    package func send(to session: ReviewSession) async throws -> Attesting {
        let reply: AttestedReply
        let said = Attested(attestation: try statement(), accounts: accounts)
        do { reply = try await session.review.attest(said, deadline: .seconds(60)) } catch {
            throw VerificationError.site(.call(error))
        }
        guard reply.accounts.count == accounts.count else { throw AttestingError.otherRecord }
        for (promised, account) in zip(reply.accounts, accounts) {
            try check(promised, account)
            guard promised.promise.epoch == reply.epoch else { throw AttestingError.otherRecord }
        }
        for month in months { try await say(.attestedFigures, try Self.body(of: month), to: session) }
        return Attesting(self, epoch: reply.epoch)
    }

    /// Names reports of a month as tests; at most 64 in one statement.
    func name(_ tests: MonthTests, to session: ReviewSession) async throws {
        for canaries in tests.portions {
            let named = CanariesOpened(
                format: 1, year: tests.month.year, month: tests.month.month, canaries: canaries)
            try await say(.canariesOpened, try named.encoded(), to: session)
        }
    }

    private static func body(of month: SaidMonth) throws -> [UInt8] {
        try AttestedFigures(
            format: 1, year: month.month.year, month: month.month.month, aggregate: month.hash
        ).encoded()
    }

    private func say(_ kind: StatementKind, _ body: [UInt8], to session: ReviewSession) async throws {
        let said = Said(statement: try statement(kind, body))
        do { _ = try await session.review.say(said, deadline: .seconds(60)) } catch {
            throw VerificationError.site(.call(error))
        }
    }

    private func statement(
        _ kind: StatementKind = .attestation, _ body: [UInt8]? = nil
    ) throws(AttestingError) -> Statement {
        do {
            return try Statement(
                kind: kind, signer: key.key.publicKey, body: try body ?? attestation.encoded(),
                signature: Signature()
            ).signed(by: key.key, origin: origin)
        } catch {
            throw .attestation(reason: "\(error)")
        }
    }

    /// "Given" is said only when the site promised exactly this record.
    private func check(_ promised: Promised, _ account: Account) throws(AttestingError) {
        let record = Record(
            format: 1, body: .account(AccountGiven(agencies: [account.agency], account: account)))
        do throws(PromiseRefusal) {
            try promised.promise.check(descriptor: descriptor)
        } catch {
            throw .promise(reason: "\(error)")
        }
        guard promised.opening.record == record,
            let commitment = try? Commitment.of(promised.opening), commitment == promised.promise.commitment
        else { throw .otherRecord }
    }
}
