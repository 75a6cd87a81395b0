import AuditLog
import CaseStore
import Sealing
import TransparencyLog
import Verification
import Wire
import Words

/// What a case was proven by: a site, and its log as it was then.
struct CaseProof: Sendable {
    /// The log's.
    var origin: Origin
    /// Of the site's root key.
    var fingerprint: Hash
    /// The newest checkpoint that was proven, with its signatures.
    var checkpoint: [UInt8]
    /// Whether a quorum of witnesses signed it.
    var isWitnessed: Bool
    /// The site's.
    var zone: Zone
    /// The site's agencies.
    var agencies: [Agency]

    /// A site that was read just now.
    init(_ cases: SiteCases, _ session: ReviewSession) {
        let site = session.site
        let report = cases.outcome.report
        origin = site.descriptor.origin
        fingerprint = site.fingerprint
        checkpoint = (report.checkpoint ?? site.checkpoint).note.bytes
        isWitnessed = report.witnessed != nil
        zone = site.clock.zone
        agencies = site.descriptor.agencies
    }

    /// What a store keeps of the site as it was at the last look.
    ///
    /// - Throws: `CaseStoreError`.
    init(_ opened: OpenedStore) throws(CaseStoreError) {
        let about = try opened.store.about()
        origin = opened.store.settings.origin
        fingerprint = opened.address.link.fingerprint
        checkpoint = try opened.store.memory(.checkpoint) ?? []
        isWitnessed = about.witnessed != nil
        zone = about.descriptor?.zone ?? .wib
        agencies = about.descriptor?.agencies ?? []
    }

    /// What an agency is called.
    func name(of code: AgencyCode) -> String { agencies.first { $0.code == code }?.name ?? code }
}
