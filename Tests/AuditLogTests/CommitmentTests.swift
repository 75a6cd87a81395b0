import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// The second table of Protocol/README.md section 6, spelt out.
@Suite struct CommitmentTests {
    private func labelled(_ label: String, _ parts: [UInt8]...) -> Hash {
        sha256([UInt8](label.utf8) + [0] + parts.flatMap { $0 })
    }

    @Test(arguments: [
        RecordBody.filler(Filler()), .unknown(RecordKind(rawValue: 300), [1, 2]),
        .reportReceived(ReportReceived(agencies: ["bawaslu"], envelope: sha256([]))),
    ]) func commits_to_nonce_and_record(body: RecordBody) throws {
        for format: UInt16 in [1, 2] {
            let opening = Opening(nonce: sha256([1]), record: Record(format: format, body: body))
            let record = try opening.record.encoded()
            let expected = labelled("kentongan commitment v1", opening.nonce.bytes, record)
            #expect(try Commitment.of(opening) == expected)
            #expect(Commitment.of(nonce: opening.nonce, record: record) == expected)
        }
    }

    @Test func filler_has_one_encoding() throws {
        let record = Record(format: 1, body: .filler(Filler()))
        #expect(try record.encoded() == Commitment.fillerRecord)
        let opening = Opening(nonce: sha256([2]), record: record)
        #expect(try Commitment.ofFiller(nonce: sha256([2])) == Commitment.of(opening))
    }

    @Test func fingerprints_are_those_of_the_table() throws {
        let site = try SampleSite()
        #expect(site.fingerprint == labelled("kentongan root v1", site.root.publicKey.bytes))
        var hashes = sha256(try site.descriptor.encoded()).bytes
        for keys in site.keys { hashes += sha256(try keys.encoded()).bytes }
        #expect(try site.keySet() == labelled("kentongan key set v1", hashes))
    }
}
