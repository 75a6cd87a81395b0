import Age
import AuditLog
import Console
import Keys
import RPC
import Sealing
import Verification
import Wire

/// A report that is sealed to a site as `kentongan` seals it, but for the codename: its key derivation is slow by
/// design, and the server sees nothing of it.
struct BenchReport: Sendable {
    let submit: Submit
    /// Authenticates whoever brings it.
    let mailbox: SigningKey

    init(_ site: TrustedSite) throws {
        let origin = site.descriptor.origin
        mailbox = try newKey()
        let author = try newKey()
        let readers = site.keys.map(\.agency)
        let binding = Binding(
            root: site.fingerprint, keySet: site.keySet, author: author.publicKey, mailbox: mailbox.publicKey,
            reply: System.random(1_216), agencies: readers)
        let report = try Report.signed(story(), binding: binding, author: author, origin: origin)
        let envelope = try sealEnvelope(
            message: try report.encoded(), recipients: site.keys.map { .hybrid(publicKey: $0.recipient) },
            random: System.random)
        let outer = SubmitBinding(
            format: 1, keySet: site.keySet, agencies: readers, envelope: sha256(envelope))
        submit = Submit(
            format: 1, keySet: site.keySet, mailbox: mailbox.publicKey, agencies: readers, voucher: [],
            work: [],
            signature: try outer.signature(by: mailbox, origin: origin), envelope: envelope)
    }

    /// Submits, and throws unless a promise came.
    func send(over connection: SiteConnection) async throws {
        let reply = try await connection.connection.source.exchange(.submit(submit))
        guard case .promised = reply.result else { throw BenchError("no promise: \(reply.result)") }
    }
}

func newKey() throws -> SigningKey {
    guard let seed = FixedBytes<32>(System.random(32)) else { throw BenchError("no randomness") }
    return try SigningKey(seed: seed)
}

func story(evidence: [Evidence] = []) -> Story {
    Story(
        purpose: .report, category: .moneyPolitics, moreCategories: [], subjectStatus: .pns,
        subjectLevel: .camatLurah,
        subjectCount: .few, subjectName: "", subjectPosition: "pejabat kecamatan", subjectUnit: "",
        election: .pilbupPilwako, regionScheme: .kemendagri, region: "62.07", place: "balai desa",
        eventDate: nil,
        knownDate: nil, eventKind: .sosialisasi, eventName: "", pledges: [],
        story: String(repeating: "Beras dibagikan kepada warga pada acara di balai desa. ", count: 20),
        evidenceKinds: [], links: "", circle: .over50, evidence: evidence, forward: .none, forwardTo: [])
}
