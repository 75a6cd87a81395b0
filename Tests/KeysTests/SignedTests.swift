import AuditLog
import Keys
import TestSupport
import Testing
import Wire

@Suite struct SignedTests {
    @Test func labels_are_those_of_the_table() throws {
        let expected = [
            "site descriptor", "agency keys", "statement", "promise", "authentication", "submission",
            "report",
            "supplement", "message", "act", "act second", "account", "erasure", "channel key", "authorship",
        ]
        #expect(SignatureLabel.allCases.map(\.rawValue) == expected.map { "kentongan \($0) v1" })
        for label in SignatureLabel.allCases {
            #expect(label.label.bytes == [UInt8](label.rawValue.utf8) + [0])
        }
    }

    @Test func a_signature_covers_everything_before_it() throws {
        let site = try SampleSite()
        let promise = try site.promise(sha256([1]), epoch: 7)
        let body = [UInt8](try promise.encoded().dropLast(64))
        let input = signingInput(label: SignatureLabel.promise.label, origin: site.origin, body: body)
        #expect(Ed25519.verify(promise.signature, of: input, by: site.promise.publicKey))
        var other = promise
        other.epoch = 8
        #expect(!other.isSigned(by: site.promise.publicKey, origin: site.origin))
        #expect(!promise.isSigned(by: site.log.publicKey, origin: site.origin))
    }

    @Test func replay_on_second_site_rejected() throws {
        let here = try SampleSite()
        let there = try SampleSite(origin: "lain.example/log")
        let other = try SampleSite(seed: 9)
        let exporter = sha256([3])
        let agency = here.agencies[0]

        let promise = try here.promise(sha256([1]), epoch: 7)
        #expect(promise.isSigned(by: here.promise.publicKey, origin: here.origin))
        #expect(!promise.isSigned(by: here.promise.publicKey, origin: there.origin))
        #expect(throws: PromiseRefusal.origin(expected: there.origin, found: here.origin)) {
            try promise.check(descriptor: there.descriptor)
        }

        let login = try Authentication(
            role: .reviewer, key: agency.act, origin: here.origin, root: here.fingerprint, exporter: exporter)
        #expect(login.isValid(origin: here.origin, root: here.fingerprint, exporter: exporter))
        #expect(!login.isValid(origin: there.origin, root: here.fingerprint, exporter: exporter))
        #expect(!login.isValid(origin: here.origin, root: other.fingerprint, exporter: exporter))
        #expect(!login.isValid(origin: here.origin, root: here.fingerprint, exporter: sha256([4])))
        var raised = login
        raised.role = .auditor
        #expect(!raised.isValid(origin: here.origin, root: here.fingerprint, exporter: exporter))

        let binding = SubmitBinding(
            format: 1, keySet: try here.keySet(), agencies: ["bawaslu"], envelope: sha256([5]))
        let signature = try binding.signature(by: agency.act, origin: here.origin)
        #expect(binding.isSigned(signature, by: agency.act.publicKey, origin: here.origin))
        #expect(!binding.isSigned(signature, by: agency.act.publicKey, origin: there.origin))

        let consent = try ErasureConsent(
            agency: agency.code, key: agency.act, origin: here.origin, commitment: sha256([1]),
            cause: .fetchedByAll)
        func isValid(_ origin: String, _ commitment: Hash, _ cause: ErasureCause) -> Bool {
            consent.isValid(origin: origin, commitment: commitment, cause: cause)
        }
        #expect(isValid(here.origin, sha256([1]), .fetchedByAll))
        #expect(!isValid(there.origin, sha256([1]), .fetchedByAll))
        #expect(!isValid(here.origin, sha256([2]), .fetchedByAll))
        #expect(!isValid(here.origin, sha256([1]), .retention))

        var keys = agency.keys
        keys.origin = here.origin
        keys = try keys.signed(by: agency.identity, origin: here.origin)
        try keys.check(in: here.descriptor)
        #expect(throws: LogError.self) { try keys.check(in: there.descriptor) }
    }

    @Test func a_submission_binds_envelope_agencies_and_key_set() throws {
        let site = try SampleSite()
        let mailbox = site.auditor
        var submit = Submit(
            format: 1, keySet: try site.keySet(), mailbox: mailbox.publicKey,
            agencies: ["bawaslu", "bkpsdm"],
            voucher: [], work: [], signature: Signature(), envelope: [UInt8](repeating: 1, count: 31_744))
        submit.signature = try submit.binding.signature(by: mailbox, origin: site.origin)
        #expect(submit.isSigned(origin: site.origin))
        var changes = [submit, submit, submit, submit]
        changes[0].envelope[5] = 2
        changes[1].agencies.removeLast()
        changes[2].keySet = Hash()
        changes[3].mailbox = site.log.publicKey
        for changed in changes { #expect(!changed.isSigned(origin: site.origin)) }
    }
}
