import AuditLog
import CaseStore
import Cases
@testable import Review
import Sealing
import TestSupport
import Testing
import Verification
import Wire

/// A store in a folder of its own, and the sites that it is synced with.
struct StoreFixture {
    let folder: TemporaryFolder
    let agency: AgencyKeyFile
    let link: SiteLink
    private let random = SampleBytes(99)
    var path: String { folder.file("store") }

    init(_ sample: SampleReview) throws {
        folder = try TemporaryFolder()
        agency = sample.bawaslu
        link = try SiteLink("kentongan://127.0.0.1:1/#\(sample.fingerprint.hex)")
    }

    var bytes: CaseStore.RandomBytes {
        let random = random
        return { random($0) }
    }

    /// Opens the store, and makes it where there is none.
    func open(_ site: SampleReviewSite) throws -> OpenedStore {
        try OpenedStore.make(
            path, at: site.trusted, address: SiteAddress(link: link), key: agency,
            keyFile: folder.file("agency.key"), proxy: nil, random: bytes)
    }

    /// Opens the store that is there, without a site.
    func open() throws -> OpenedStore {
        let store = try CaseStore.open(
            path, agency: agency.code, identities: agency.identities, root: link.fingerprint, random: bytes)
        return OpenedStore(store: store, key: agency, address: SiteAddress(link: link))
    }

    @discardableResult
    func sync(_ site: SampleReviewSite, now: UInt64 = SampleReview.now) async throws -> SyncedStore {
        let opened = try open(site)
        defer { opened.store.close() }
        return try await StoreSync(
            opened, session: try await site.session(.agency(agency)), now: now, random: bytes
        ).run()
    }

    func list(now: UInt64 = SampleReview.now) throws -> ReviewList {
        let opened = try open()
        defer { opened.store.close() }
        return try ReviewList.read(opened.store, now: now)
    }

    func show(_ id: Hash, now: UInt64 = SampleReview.now) throws -> CaseView {
        let opened = try open()
        defer { opened.store.close() }
        return try ReviewShow.run(id.hex, store: opened, now: now)
    }
}
