import AuditLog
import Keys
import Sealing
import TestSupport
import Testing
import Visit
import Wire
import Words

/// What a command computes where its site asks for it.
@Suite struct WorkSearchTests {
    private var site: SampleSourceSite
    private let keys: SourceKeys

    init() throws {
        site = try SampleSourceSite()
        keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
    }

    @Test func aQuietSiteAsksForNothing() throws {
        #expect(try search(for: nil) == nil)
        #expect(try site.trusted().workFault == nil)
    }

    @Test mutating func aReportBringsWorkThatIsItsOwn() throws {
        site.workBits = 5
        let sealed = try submission()
        let parcel = Parcel.submission(sealed, isRepeated: false)
        var search = try #require(try search(for: parcel))
        while !search.isOver { search.search() }
        var errand = FullErrand(after: try site.seen(), parcel: parcel)
        errand.bring(search.proof)
        guard case .submission(let brought, _) = errand.parcel else { throw Missing() }
        let subject = Work.subject(envelope: sealed.envelope, mailbox: sealed.submit.mailbox)
        let leaf = try #require(site.leaves.last)
        let proof = try #require(WorkProof(brought.submit.work, claiming: 5, of: [leaf]))
        #expect(proof.has(5, for: subject))
        #expect(!proof.has(proof.difficulty + 1, for: subject))
        // It admits the report and is no part of it.
        #expect(brought.envelope == sealed.envelope && brought.submit.signature == sealed.submit.signature)
    }

    /// Who watches sees how long a command takes: all of them search, and none longer than another.
    @Test mutating func everyCommandSearchesAlike() throws {
        site.workBits = 4
        let sealed = Parcel.submission(try submission(), isRepeated: false)
        let reply = Parcel.reply(ReplyDraft(text: "Ya.", agency: "bkn"))
        let means = try [nil, reply, sealed].map { parcel in
            var tries = 0
            for _ in 0..<400 {
                var search = try #require(try search(for: parcel))
                while !search.isOver {
                    search.search()
                    tries += 1
                }
            }
            return Double(tries) / 400
        }
        // 16 on average, with a deviation of 0.8 for the mean of 400.
        for mean in means { #expect((12.5...19.5).contains(mean), "\(means)") }
    }

    @Test mutating func aSearchIsBounded() throws {
        site.workBits = Work.hardest
        var search = try #require(try search(for: nil))
        var tries = 0
        while !search.isOver {
            search.search()
            tries += 1
        }
        #expect(tries <= Work.mostTries)
        // The best that was found, whatever was asked.
        #expect(search.proof.difficulty >= 5)
        let found = search
        search.search()
        #expect(search.proof == found.proof)
    }

    /// A hostile site burns no battery, and knows nobody again by what it asks for.
    @Test mutating func whatNoSiteMayAskForIsNotDone() throws {
        let faults: [(bits: UInt8, challenge: Hash?, fault: WorkFault)] = [
            (255, nil, .tooHard(255)), (Work.hardest + 1, nil, .tooHard(Work.hardest + 1)),
            (3, sha256([1]), .otherChallenge),
        ]
        for (bits, challenge, fault) in faults {
            site.workBits = bits
            site.otherChallenge = challenge
            let trusted = try site.trusted()
            #expect(trusted.workFault == fault)
            #expect(try search(for: .submission(submission(), isRepeated: false)) == nil)
            #expect(fault.failure.kind == .untrusted)
        }
        // A control: so many bits, bound to the newest entry, are done.
        (site.workBits, site.otherChallenge) = (Work.hardest, nil)
        #expect(try site.trusted().workFault == nil)
        #expect(WorkFault.tooHard(255).failure.message.contains("255"))
        #expect(WorkFault.unknownKind(WorkKind(rawValue: 9)).failure.kind == .tryLater)
    }

    @Test func aRefusalForWantOfRoomHasWordsOfItsOwn() {
        let crowded = VisitFault.crowded(minutes: 23).failure
        #expect(crowded.kind == .tryLater && crowded.field == "room")
        #expect(
            crowded.text.english.contains("many reports are arriving") && crowded.text.english.contains("23"))
        #expect(crowded.text.indonesian.contains("banyak laporan sedang masuk"))
        // On other calls, where nobody knows how long.
        let status = Status(code: .unavailable, field: Shortage.room.rawValue, limit: 3, message: "full")
        #expect(Failure(status).kind == .tryLater && Failure(status).message.contains("many reports"))
    }

    private func search(for parcel: Parcel?) throws -> WorkSearch? {
        WorkSearch(at: try site.trusted(), for: parcel, random: { site.random($0) })
    }

    private func submission() throws -> SealedSubmission {
        try SealedSubmission(
            .sample, readers: ["bawaslu_prov", "bkn"], site: site.trusted(), keys: keys,
            random: { site.random($0) })
    }
}
