import Age
import Keys
import Sealing
import Testing
import Wire

@Suite struct SealingErrorTests {
    /// Everything a person or a key would be known by carries a mark; no error may repeat one.
    @Test func `no error repeats what is sealed, or a key`() throws {
        let marked = try Source("rahasia")
        let other = try Source("other")
        let text = "RAHASIA di dalam"
        let report = try marked.report(story(text))
        let message = try Message(
            format: 1, direction: .question, kind: .words, report: hash("report"), agency: "RAHASIA",
            counter: 2,
            lastSeen: 0, text: text, signer: PublicKey(), signature: Signature()
        ).signed(by: marked.author, reply: marked.replyRecipient, origin: Site.origin)
        let posted = MessagePosted(
            agencies: ["agency_a"], report: hash("report"), direction: .question, agency: "agency_a",
            counter: 2,
            envelope: hash("e"))
        let supplement = try Supplement(
            format: 1, root: Site.root, keySet: hash("k"), report: hash("report"),
            author: marked.author.publicKey,
            agencies: ["RAHASIA"], note: text, evidence: [], signature: Signature()
        ).signed(by: marked.author, origin: Site.origin)

        var errors: [SealingError] = []
        func failing(_ body: () throws -> some Any) throws {
            do {
                _ = try body()
                Issue.record("nothing was thrown")
            } catch let error as SealingError {
                errors.append(error)
            }
        }
        func readReport(_ bytes: [UInt8], agencies: [AgencyCode]) throws {
            let record = ReportReceived(agencies: agencies, envelope: hash("e"))
            try failing {
                try Report.verified(
                    bytes, record: record, envelope: hash("e"), root: Site.root, origin: Site.origin)
            }
        }
        func readSupplement(_ agencies: [AgencyCode], author: PublicKey) throws {
            let record = MessagePosted(
                agencies: agencies, report: hash("report"), direction: .supplement, agency: "", counter: 0,
                envelope: hash("e"))
            try failing {
                try Supplement.verified(
                    supplement.encoded(), record: record, envelope: hash("e"), author: author,
                    root: Site.root,
                    origin: "other.example")
            }
        }
        func readMessage(_ agency: AgencyCode, signer: PublicKey, reply: [UInt8]) throws {
            var record = posted
            record.agencies = [agency]
            try failing {
                try Message.verified(
                    message.encoded(), record: record, envelope: hash("e"), reply: reply, signers: [signer],
                    origin: Site.origin)
            }
        }
        let bytes = try report.encoded()
        try readReport(bytes, agencies: ["agency_a"])
        try readReport(Array(bytes.dropLast()), agencies: report.binding.agencies)
        try readReport(bytes.dropLast() + [bytes[bytes.count - 1] ^ 1], agencies: report.binding.agencies)
        var nonsense = bytes
        nonsense.replaceSubrange(
            (bytes.count - 90)..<(bytes.count - 64), with: [UInt8](repeating: 0xff, count: 26))
        try readReport(nonsense, agencies: report.binding.agencies)
        try readSupplement(["agency_a"], author: marked.author.publicKey)
        try readSupplement(["RAHASIA"], author: other.author.publicKey)
        try readSupplement(["RAHASIA"], author: marked.author.publicKey)
        try readMessage("agency_a", signer: marked.author.publicKey, reply: marked.replyRecipient)
        try readMessage("RAHASIA", signer: other.author.publicKey, reply: marked.replyRecipient)
        try readMessage("RAHASIA", signer: marked.author.publicKey, reply: other.replyRecipient)
        try failing { try marked.report(story(String(repeating: text, count: 1_000))) }
        try failing {
            try openEnvelope(sealed(bytes, recipients: [other.reply.recipient]), identity: marked.reply)
        }
        try failing { try openEnvelope(Array(text.utf8), identity: marked.reply) }
        try failing { try sealed(bytes, recipients: [.hybrid(publicKey: Array(text.utf8))]) }
        try failing { try sealed(bytes, recipients: [marked.reply.recipient], limit: 1) }

        #expect(errors.count == 15)
        let keys = [marked, other].flatMap { source in
            [
                source.author.publicKey.hex, source.mailbox.publicKey.hex,
                String(source.replyRecipient.hex.prefix(32)), source.reply.bech32 ?? "",
            ]
        }
        for error in errors {
            let description = "\(error)"
            #expect(!description.isEmpty && description.count < 300, "\(description)")
            for secret in ["RAHASIA", "dalam"] + keys {
                #expect(!description.contains(secret), "\(description)")
            }
        }
    }
}
