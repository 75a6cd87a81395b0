import AuditLog
import Console
import Keys
import RPC
import Sealing
@testable import Server
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// Many reports at once, and one honest source, on a running server.
@Suite struct FloodTests {
    @Test func a_quiet_day_asks_for_nothing() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            #expect(visit.site.work == .none)
            for _ in 0..<20 {
                _ = try await visit.submit(try TestSource(site).submission(to: visit.site))
            }
            #expect(try await daemon.visit(site).site.work == .none)
        }
    }

    /// One connection, without work: it fills the line and no more, and who brings work gets in at once.
    @Test func work_lets_an_honest_source_through_a_flood() async throws {
        let site = try await small()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let flood = try await flood(1_200, site, visit)
            // The least that an epoch takes is half of its room.
            #expect((25..<200).contains(flood.taken.count))
            let refused = try #require(flood.refused.last)
            // The same bytes are as unlucky each time, and who was promised something is told again.
            for _ in 0..<5 { #expect(try await visit.send(.submit(refused)).refusal == .unavailable) }
            let (first, promised) = try #require(flood.taken.first)
            #expect(try await visit.send(.submit(first)).promised() == promised)
            var withWork = first
            withWork.work = [1, 2, 3]
            #expect(try await visit.send(.submit(withWork)).promised() == promised)

            // Five honest sources, each with what the site asks for.
            for _ in 0..<5 {
                let source = SourceVisit(
                    SiteAddress(link: daemon.link), now: { site.clock.now }, random: System.random)
                let seen = try await source.look()
                #expect((1...Work.hardest).contains(seen.site.work.difficulty))
                let sealed = try TestSource(site).submission(to: seen.site)
                var errand = FullErrand(after: seen, parcel: .submission(sealed, isRepeated: false))
                var search = try #require(
                    WorkSearch(at: seen.site, for: errand.parcel, random: System.random))
                while !search.isOver { search.search() }
                errand.bring(search.proof)
                let visited = try await source.visit(errand) {}
                guard case .accepted = visited.parcel else {
                    Issue.record("\(visited.parcel), \(seen.site.work.difficulty) bits")
                    continue
                }
            }
            // Agencies act, whoever floods.
            #expect(try await code { _ = try await daemon.node.admission.act("bkn", site, daemon) } == .ok)
        }
    }

    @Test func work_of_another_report_or_of_long_ago_is_none() async throws {
        let site = try await small()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            _ = try await flood(1_200, site, visit)
            var taken = 0
            for _ in 0..<12 {
                // Each that gets in may raise what is asked.
                let asked = try await daemon.visit(site).site
                let leaf = asked.lastLeaf
                let sealed = try TestSource(site).submission(to: asked)
                let subject = Work.subject(envelope: sealed.envelope, mailbox: sealed.submit.mailbox)
                let (other, own) = (Work.subject(envelope: Hash(), mailbox: PublicKey()), subject)
                let works = [
                    try work(asked.work.difficulty, other, leaf),
                    try work(asked.work.difficulty, own, Hash()),
                ]
                for work in works {
                    var submit = sealed.submit
                    submit.work = work
                    if try await visit.send(.submit(submit)).refusal == nil { taken += 1 }
                }
                // A control: the same report, with its own.
                var submit = sealed.submit
                submit.work = try work(asked.work.difficulty, own, leaf)
                _ = try await visit.send(.submit(submit)).promised()
            }
            // Luck alone: at six bits one of sixteen, where half of the luck may be the proof's. Were such work taken, all 24 were.
            #expect(taken <= 10)
        }
    }

    /// A site whose epochs take few records.
    private func small() async throws -> TestSite {
        var site = try await TestSite.make()
        site.configuration.pending = 400
        return site
    }

    private func work(_ bits: UInt8, _ subject: [UInt8], _ challenge: Hash) throws -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: 16)
        while Work.bits(of: nonce, for: subject, challenge: challenge) < bits {
            nonce = System.random(16)
        }
        return try WorkProof(
            kind: .scrypt, difficulty: bits, challenge: challenge, nonce: try #require(FixedBytes(nonce))
        ).encoded()
    }

    private struct Flood {
        var taken: [(Submit, Promised)] = []
        var refused: [Submit] = []
    }

    /// Sends as many reports of noise, each under a mailbox key of its own.
    private func flood(_ count: Int, _ site: TestSite, _ visit: SiteConnection) async throws -> Flood {
        let sealed = try TestSource(site).submission(to: visit.site)
        let origin = visit.site.descriptor.origin
        var flood = Flood()
        for _ in 0..<count {
            let submit = try noise(like: sealed, origin: origin)
            switch try await visit.send(.submit(submit)).result {
            case .promised(let promised): flood.taken.append((submit, promised))
            case .refused(let status):
                #expect(status.code == .unavailable && status.field == Shortage.room.rawValue)
                flood.refused.append(submit)
            default: throw Missing()
            }
        }
        return flood
    }
}

extension Admission {
    /// Takes a place for an act of an agency.
    fileprivate func act(_ agency: AgencyCode, _ site: TestSite, _ daemon: Daemon) async throws
        -> EpochRoom.Place
    {
        try await admit(.act(agency), at: daemon.node.site, now: site.clock.now)
    }
}
