import AuditLog
import Console
import Keys
package import Logging
import RPC
package import Storage
import Synchronization
import Wire

/// The parts of a running server, put together: the site's state, what closes epochs, publishes files and asks
/// witnesses, and what decides who is let in.
package final class Node: Sendable {
    /// As it was given.
    package let configuration: Configuration
    /// What all parts share.
    package let state: SiteState
    /// Closes epochs.
    package let closer: Closer
    /// Erases what its time has come for.
    var eraser: Eraser { closer.eraser }
    /// The statement that this log follows an earlier one; nil where it does not.
    let follows: Statement?
    let publisher: Publisher
    /// What the log says month by month.
    let months: MonthStatements
    let witnesses: Witnesses
    let admission: Admission
    /// Bytes that may be taken in.
    let room: DiskRoom
    /// Tells of a full disk and a busy database.
    let watch: StoreWatch
    /// Room for a start on a full disk.
    let ballast: Ballast
    private let log: Logger
    private let directory: DataDirectory
    private let told = Mutex(Intake.open)

    /// Everything that is kept.
    package var store: any Store { state.store }
    /// As every visitor is shown it.
    package var site: PublishedSite { state.site }
    /// What signs.
    package var keys: SiteKeys { state.keys }
    /// Seconds since 1970.
    package var now: @Sendable () -> UInt64 { state.now }
    /// Random bytes fit for keys.
    package var random: @Sendable (Int) -> [UInt8] { state.random }

    /// Opens a store, asks the witnesses what they know, finishes what a crash left, and closes the epoch that is
    /// overdue: all before anybody is answered.
    ///
    /// - Parameters:
    ///   - store: opened, of a log that has begun.
    ///   - keys: the site's.
    ///   - configuration: the operator's.
    ///   - directory: the site's.
    ///   - now: seconds since 1970.
    ///   - random: gives that many bytes, fit for keys.
    ///   - isClockAccepted: whether the operator answers for what the clock says at this start, and only then.
    ///   - kernel: what the kernel says of its clock.
    ///   - watch: tells of a full disk and a busy database.
    ///   - log: what the operator is told.
    /// - Throws: `SiteKeysError` where the keys are not the site's, `Contradiction` where a witness shows what
    ///   contradicts the database, `PublishFault.refused`, `StoreError`, `LogError`; `CancellationError` where it was
    ///   told to end while it waited for a witness.
    init(
        store: any Store, keys: SiteKeys, configuration: Configuration, directory: DataDirectory,
        now: @escaping @Sendable () -> UInt64, random: @escaping @Sendable (Int) -> [UInt8],
        isClockAccepted: Bool = false, kernel: @escaping @Sendable () -> KernelClock = { .unknown },
        watch: StoreWatch, log: Logger = .silent
    ) async throws {
        self.configuration = configuration
        self.log = log
        self.directory = directory
        guard let before = try await PublishedSite(reading: store) else { throw StoreError.notBegun }
        follows = try await Statement(followedBy: store, size: before.size)
        let state = SiteState(store: store, keys: keys, site: before, now: now, random: random)
        let sequencer = try Sequencer(store: store, keys: keys, random: random)
        months = sequencer.months
        let admission = Admission(configuration: configuration, random: random)
        let circle = WitnessCircle(urls: configuration.witnesses, directory: directory, log: log)
        publisher = Publisher(configuration, store: store, log: log)
        let clock = ClockWatch(kernel: kernel, log: log)
        (self.watch, ballast) = (watch, Ballast(directory, configuration))
        closer = Closer(state, sequencer, publisher, clock: clock, watch: watch) {
            admission.reset(pending: try await store.status().pending)
            circle.wake()
        }
        witnesses = Witnesses(
            state: state, publisher: publisher, circle: circle, directory: directory,
            publishDirectory: configuration.publishDirectory)
        (self.state, self.admission) = (state, admission)
        room = DiskRoom(store: store, directory: directory, configuration: configuration)
        try keys.check(before.descriptor)
        try await witnesses.askFiles()
        try await witnesses.askBeforeSigning()
        // Where nothing can be written, reports can be read still: the close comes when there is room.
        let eraser = closer.eraser
        _ = try await watch.once {
            try await eraser.erase()
            return try await sequencer.closeIfDue(now: now(), isAccepted: isClockAccepted)
        }
        guard let site = try await PublishedSite(reading: store) else { throw StoreError.notBegun }
        state.show(site)
        clock.see(state.clockNow)
        admission.reset(pending: try await store.status().pending)
        do {
            try await publisher.write()
        } catch {
            if case .refused = error { throw error }
            log.tell(.publicLogNotWritten(error))
        }
    }

    /// The same, for who runs no daemon and waits for nothing: benchmarks.
    ///
    /// - Parameters:
    ///   - store: opened, of a log that has begun.
    ///   - keys: the site's.
    ///   - configuration: the operator's.
    ///   - directory: the site's.
    ///   - now: seconds since 1970.
    ///   - random: gives that many bytes, fit for keys.
    ///   - log: what the operator is told.
    /// - Throws: see above.
    package convenience init(
        store: any Store, keys: SiteKeys, configuration: Configuration, directory: DataDirectory,
        now: @escaping @Sendable () -> UInt64, random: @escaping @Sendable (Int) -> [UInt8],
        log: Logger = .silent
    ) async throws {
        try await self.init(
            store: store, keys: keys, configuration: configuration, directory: directory, now: now,
            random: random, watch: StoreWatch(log: log), log: log)
    }

    /// See `Closer.closeIfDue`.
    package func closeIfDue() async throws { try await closer.closeIfDue() }

    /// Stages a record and gives its promise, or says why not.
    ///
    /// What was promised before is answered still when nothing new can be taken in.
    func stage(
        _ record: Record, as claim: Admission.Claim, submission: StageRequest.Submission? = nil,
        payload: StageRequest.Payload = .none
    ) async throws -> StageOutcome {
        do {
            var reserved: SpaceReservation?
            defer { reserved?.end() }
            if case .bytes(let envelope) = payload {
                reserved = try room.reserve(text: UInt64(envelope.count))
            }
            let place = try await admission.admit(claim, at: site, now: now())
            return try await stageNew(record, at: place, submission: submission, payload: payload)
        } catch {
            // Who is refused is answered as late as who is not.
            await store.pass()
            guard error is RPCError || error is StoreError,
                let existing = try await store.existing(record, submission: submission)
            else { throw error }
            return existing
        }
    }

    /// Tells the operator what runs out within 21 days, or has.
    func tellExpiry() {
        let now = now()
        for expiry in site.expiry.due(at: now) {
            log.tell(.expiry(expiry, at: now))
        }
    }

    /// Tells the operator, and `status`, where reports are taken otherwise than before.
    func tellIntake() {
        let intake = admission.intake(at: site, now: now())
        let before = told.withLock { told in
            defer { told = intake }
            return told
        }
        directory.note(intake)
        if before != intake { log.tell(.intake(intake)) }
    }

    /// Takes the auditor's word with its accounts, all or nothing.
    func attest(_ statement: Statement, accounts: [Account]) async throws -> [Promised] {
        var requests: [StageRequest] = []
        for account in accounts {
            requests.append(
                try request(
                    Record(
                        format: 1, body: .account(AccountGiven(agencies: [account.agency], account: account)))
                ))
        }
        let outcomes = try await store.attest(statement, accounts: requests, promise: promise)
        return try outcomes.map { try $0.promised() }
    }

    /// Takes what the auditor says of a month for the log; the epoch whose close takes it.
    func say(_ statement: Statement) async throws -> UInt64 {
        let (clock, time) = (site.clock, now())
        return try await store.say(statement) { clock.promiseEpoch(at: time, lastCut: $0) }
    }

    /// Takes an agency's next keys for the log; the epoch whose close takes them, nil where others were taken.
    func renew(_ keys: AgencyKeys) async throws -> UInt64? {
        let (clock, time) = (site.clock, now())
        return try await store.renew(keys) { clock.promiseEpoch(at: time, lastCut: $0) }
    }

    private func request(
        _ record: Record, submission: StageRequest.Submission? = nil, payload: StageRequest.Payload = .none
    ) throws -> StageRequest {
        guard let nonce = Nonce(random(32)) else { throw StoreError.refused("no randomness") }
        let (site, time) = (site, now())
        // A number that the clock alone says would be promised, and readers would wait for it for years.
        guard site.judge(time).isBelieved else {
            throw RPCError(
                .unavailable,
                "the site's clock is far ahead of its log and nobody confirms it; nothing is taken; come back later",
                field: "clock")
        }
        let clock = site.clock
        return StageRequest(nonce: nonce, record: record, submission: submission, payload: payload) {
            clock.promiseEpoch(at: time, lastCut: $0)
        }
    }

    private var promise: PromiseSigner { state.promise }

    private func stageNew(
        _ record: Record, at place: EpochRoom.Place, submission: StageRequest.Submission?,
        payload: StageRequest.Payload
    ) async throws -> StageOutcome {
        do {
            let request = try request(record, submission: submission, payload: payload)
            let outcome = try await store.stage(request, promise: promise)
            // A repetition has the nonce of the first time, and takes no more room.
            if outcome.promised?.opening.nonce == request.nonce {
                admission.keep(place)
            } else {
                admission.giveBack(place)
            }
            return outcome
        } catch {
            admission.giveBack(place)
            throw error
        }
    }
}

extension Statement {
    /// The log's own word that it follows an earlier one, from entry 1; nil where it does not.
    fileprivate init?(followedBy store: any Store, size: UInt64) async throws {
        guard size > Discontinuity.index,
            case .statement(let statement) = try Entry(
                decoding: try await store.entry(at: Discontinuity.index)
            ).body, statement.kind == .discontinuity
        else { return nil }
        self = statement
    }
}
