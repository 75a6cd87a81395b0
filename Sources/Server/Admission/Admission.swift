import AuditLog
import Keys
import RPC
import Wire
import Words

/// Whether something more may be taken in.
///
/// It knows counts, and nobody.
final class Admission: Sendable {
    /// What wants in.
    enum Claim: Equatable, Sendable {
        /// A report, and the work that it brings.
        case report(envelope: Hash, mailbox: PublicKey, work: [UInt8])
        /// A reply or a supplement, from the holder of a mailbox.
        case message(PublicKey)
        /// An agency's question, note or act.
        case act(AgencyCode)
    }

    private let random: @Sendable (Int) -> [UInt8]
    private let room: EpochRoom
    private let draws: SecretDraws
    private let works = WorkLane()

    init(configuration: Configuration, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.random = random
        draws = SecretDraws(secret: random(32))
        room = EpochRoom(capacity: UInt64(clamping: configuration.pending), draws: draws)
    }

    // MARK: The epoch's room

    /// Begins an epoch in which some records wait already.
    func reset(pending count: UInt64) {
        room.beginEpoch(share: BatchSecrets(random: random).u, reports: count)
    }

    /// What a site asks of reports at a time; nothing on a quiet day.
    func work(at site: PublishedSite, now: UInt64) -> WorkChallenge {
        let level = level(at: site, now: now)
        guard level > 0, let challenge = site.challenges.first else { return .none }
        return WorkChallenge(
            kind: .scrypt, difficulty: min(level, Work.hardest), challenge: challenge.bytes)
    }

    /// How reports are taken at a time, in one word.
    func intake(at site: PublishedSite, now: UInt64) -> Intake {
        if room.isFull { return .full }
        return level(at: site, now: now) > 0 ? .paced : .open
    }

    /// Returns when a report that came at this moment would have been let in.
    func pass() async { await works.pass() }

    /// Lets something in, and takes its place.
    ///
    /// - Returns: the place, to be kept or given back.
    /// - Throws: `resourceExhausted` with field `mailbox` where the mailbox has had its share, and that as limit; else
    ///   `unavailable` with field `room`; the limit is what is asked now.
    func admit(_ claim: Claim, at site: PublishedSite, now: UInt64) async throws(RPCError) -> EpochRoom.Place
    {
        let level = level(at: site, now: now)
        let place: EpochRoom.Place?
        switch claim {
        case .report(let envelope, let mailbox, let work):
            let subject = Work.subject(envelope: envelope, mailbox: mailbox)
            let luck = draws.luck(of: envelope, in: site.epoch.number)
            let isDone = await has(level.less(luck), work, for: subject, at: site)
            place = isDone ? room.take(.report) : nil
        case .message(let mailbox): place = room.take(.message(mailbox))
        case .act(let agency): place = room.take(.act(agency))
        }
        guard let place else {
            if case .message(let mailbox) = claim { throw refusal(of: mailbox, level) }
            throw Self.crowded(level)
        }
        return place
    }

    /// Says before its bytes come that a message would find no place; takes none.
    ///
    /// - Throws: as `admit`.
    func foresee(_ mailbox: PublicKey, at site: PublishedSite, now: UInt64) throws(RPCError) {
        if room.isOver(for: mailbox) { throw refusal(of: mailbox, level(at: site, now: now)) }
    }

    private func refusal(of mailbox: PublicKey, _ level: UInt8) -> RPCError {
        guard room.isSpent(by: mailbox) else { return Self.crowded(level) }
        return RPCError(
            .resourceExhausted, "the mailbox has had its messages of this epoch; nothing was kept",
            field: Shortage.mailbox.rawValue, limit: EpochRoom.messagesOfMailbox)
    }

    private static func crowded(_ level: UInt8) -> RPCError {
        RPCError(
            .unavailable, "many reports are arriving; nothing was kept; come back later",
            field: Shortage.room.rawValue, limit: UInt64(min(level, Work.hardest)))
    }

    /// The record of a place is staged.
    func keep(_ place: EpochRoom.Place) { room.keep(place) }

    /// The record of a place is not staged, or was before.
    func giveBack(_ place: EpochRoom.Place) { room.giveBack(place) }

    private func level(at site: PublishedSite, now: UInt64) -> UInt8 {
        let began = site.epoch.scheduled
        return room.level(elapsed: now.less(began), of: site.clock.seconds)
    }

    /// Whether a report has the bits that it needs; what can be told without a try is told first.
    private func has(
        _ bits: UInt8, _ work: [UInt8], for subject: [UInt8], at site: PublishedSite
    ) async -> Bool {
        guard bits > 0, bits <= Work.hardest,
            let proof = WorkProof(work, claiming: bits, of: site.challenges)
        else {
            await works.pass()
            return bits == 0
        }
        return await works.has(bits, proof, for: subject)
    }
}
