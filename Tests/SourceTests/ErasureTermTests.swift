import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// A source sees the newest descriptor alone: an erasure by the retention is held against the shortest that there may be.
@Suite struct ErasureTermTests {
    /// Of 21,600 seconds each: 720 epochs are 180 days.
    @Test(arguments: [(719, false), (720, true)] as [(UInt64, Bool)])
    func the_newest_descriptor_says_nothing_of_an_older_report(_ epochs: UInt64, _ holds: Bool) throws {
        var site = try SampleSourceSite()
        #expect(site.descriptor.retention.payload == 180 && site.descriptor.epochSeconds == 21_600)
        let agencies = site.readers.map { $0.code }
        let envelope = site.random.hash()
        let report = Opening(
            nonce: site.random.hash(),
            record: Record(
                format: 1, body: .reportReceived(ReportReceived(agencies: agencies, envelope: envelope))))
        try site.close(2, PublicEntries(), [report])
        let commitment = try Commitment.of(report)
        let index = try #require(try site.inclusion(of: commitment)).index
        let included = try #require(try site.batch(of: index)).epoch
        let erasure = Opening(
            nonce: site.random.hash(),
            record: Record(
                format: 1,
                body: .payloadErased(
                    PayloadErased(
                        agencies: agencies, commitment: commitment, index: index, envelope: envelope,
                        cause: .retention, consents: []))))
        // By the newest one the report would be kept for two years.
        let old = site.descriptor
        site.descriptor.serial += 1
        site.descriptor.previous = sha256(try old.encoded())
        site.descriptor.retention = Retention(payload: 730)
        site.descriptor = try site.descriptor.signed(by: site.root, origin: site.origin)
        try site.close(2 + epochs, PublicEntries(site: site.descriptor, agencyKeys: []), [erasure])
        let trusted = try TrustedSite(
            reply: site.reply(), fingerprint: site.fingerprint, tlsKey: site.descriptor.tls[0], now: nil)
        let inclusion = try #require(try site.inclusion(of: commitment))
        let receipt = try Receipt(
            commitment: commitment, inclusion: inclusion, checkpoint: trusted.checkpoint)
        let shown = ErasedEnvelope(
            opening: erasure,
            inclusion: try #require(try site.inclusion(of: try Commitment.of(erasure))))
        let found = shown.erasure(
            of: receipt, envelope: envelope, agencies: agencies, included: included, at: trusted)
        #expect((found != nil) == holds)
    }
}
