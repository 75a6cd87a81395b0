import AuditLog
import Console
import Files
import Keys
import Review
@testable import Server
import TestSupport
import Testing
import TransparencyLog
import Wire
import Witness
import Words

/// `kentongand init --witness`.
@Suite struct OutsideWitnessTests {
    private let folder: TemporaryFolder
    private let agency: AgencyCard

    init() throws {
        folder = try TemporaryFolder()
        _ = try AgencyKeygen(code: "bkn", name: "BKN")
            .create(in: folder.file("bkn"), now: 1_800_000_000, random: System.random)
        agency = try SitePlan.agencyCard(folder.file("bkn/agency.card"))
    }

    private func key(_ seed: UInt8, _ name: String) throws -> VerifierKey {
        try VerifierKey(
            name: name, algorithm: .cosignature, publicKey: SigningKey(seed: sha256([seed])).publicKey)
    }

    private func plan(_ witnesses: [Witness], quorum: UInt8? = nil) -> SitePlan {
        SitePlan(
            origin: "uji.example/log", agencies: [agency], auditor: nil, outsideWitnesses: witnesses,
            epochSeconds: 60, quorum: quorum, configuration: Configuration())
    }

    private func create(_ plan: SitePlan, _ name: String) async throws -> SiteDescriptor {
        let directory = DataDirectory(folder.file(name))
        _ = try await plan.create(
            in: directory, rootKeyPath: folder.file("\(name).key"), now: 1_800_000_000, random: System.random)
        return try SiteDescriptor(
            decoding: try Files.read(directory.descriptor, limit: 1 << 20))
    }

    /// `kentongand init --retention`.
    @Test func aDescriptorSaysHowLongReportsAreKept() async throws {
        var plan = plan([])
        #expect(try await create(plan, "usual").retention.payload == 730)
        plan.retention = 180
        #expect(try await create(plan, "short").retention.payload == 180)
        plan.retention = 179
        let error = await #expect(throws: SitePlanError.self) { try await create(plan, "shorter") }
        #expect(error == .retention(179))
        #expect(error?.failure.field == "--retention" && error?.failure.limit == 180)
        #expect(!Files.exists(folder.file("shorter")) && !Files.exists(folder.file("shorter.key")))
    }

    /// `kentongand init --region`, and the kinds on the cards.
    @Test func aDescriptorSaysWhereAndWhoItIs() async throws {
        var plan = plan([Witness(name: "saksi.example", key: try key(1, "saksi.example").publicKey)])
        plan.region = try SitePlan.region("64.01")
        let descriptor = try await create(plan, "paser")
        #expect(
            (descriptor.regionScheme, descriptor.region, descriptor.timeZone) == (.kemendagri, "64.01", 480))
        #expect(descriptor.agencies.map(\.kind) == [.bkn])
        #expect(descriptor.witnessesOutsideGovernment.map(\.name) == ["saksi.example"])
        #expect(descriptor.channel != descriptor.promise && descriptor.channel != descriptor.log)
        plan.region = nil
        let other = try await create(plan, "nowhere")
        #expect((other.regionScheme, other.region, other.timeZone) == (.notSaid, "", 420))
        let error = #expect(throws: SitePlanError.self) { try SitePlan.region("99.01") }
        #expect(error == .region("99.01") && error?.failure.field == "--region")
    }

    @Test func textOrFile() throws {
        let key = try key(1, "ngo.example/w1")
        let expected = Witness(name: "ngo.example/w1", key: key.publicKey)
        #expect(try SitePlan.witness(key.vkey) == expected)
        let made = try WitnessKey.create(
            name: "ngo.example/w2", in: folder.file("saksi"), random: System.random)
        #expect(
            try SitePlan.witness(folder.file("saksi/witness.vkey"))
                == Witness(name: "ngo.example/w2", key: made.verifierKey.publicKey))
    }

    @Test func mistakes() throws {
        let log = try NoteSigner(name: "log.example", key: SigningKey(seed: sha256([2]))).verifierKey
        for (argument, kind) in [
            (log.vkey, Failure.Kind.badInput), (folder.file("bkn/agency.card"), .badInput),
            (folder.file("none"), .missingFile), ("", .missingFile),
        ] {
            let failure = #expect(throws: SitePlanError.self) { try SitePlan.witness(argument) }
            #expect(failure?.kind == kind)
            #expect(failure?.field == "--witness")
        }
    }

    /// They stand in the description, and the quorum counts them.
    @Test func inTheDescription() async throws {
        let outside = try (1...3).map { number in
            let key = try key(UInt8(number), "ngo.example/w\(number)")
            return Witness(name: key.name, key: key.publicKey)
        }
        let descriptor = try await create(plan(outside), "a")
        #expect(descriptor.witnesses.map { $0.name } == ["uji.example/log/bkn"] + outside.map { $0.name })
        #expect(descriptor.quorum == 3)
        #expect(try descriptor.witnessKeys().count == 4)
        #expect(try await create(plan(outside, quorum: 4), "b").quorum == 4)
        let failure = await #expect(throws: SitePlanError.self) {
            try await create(plan(outside, quorum: 5), "c")
        }
        #expect(failure?.field == "--quorum")
        #expect(failure?.limit == 4)
    }

    @Test func limits() async throws {
        let many = try (1...16).map { number in
            Witness(name: "w\(number).example", key: try key(UInt8(number), "w").publicKey)
        }
        #expect(try await create(plan(Array(many.dropLast())), "a").witnesses.count == 16)
        let (one, two) = (many[0], many[1])
        for bad in [
            many, [one, one], [one, Witness(name: one.name, key: two.key)],
            [one, Witness(name: two.name, key: one.key)], [Witness(name: one.name, key: agency.keys.witness)],
            [Witness(name: String(repeating: "w", count: 65), key: one.key)],
        ] {
            let failure = await #expect(throws: SitePlanError.self) { try await create(plan(bad), "b") }
            #expect(failure?.field == "--witness")
        }
    }
}
