import Age
import AuditLog
import Console
import Interview
import Keys
import Sealing
@testable import Server
import Source
import Testing
import Verification
import Visit
import Wire

/// Somebody with something to tell.
struct TestSource {
    static let words = "Beras berstiker calon dibagikan di balai desa Ujungrimba pada sore hari."

    let codename: Codename
    let keys: SourceKeys

    init(_ site: TestSite) throws {
        codename = try #require(Codename(random: System.random(Codename.randomCount)))
        keys = try SourceKeys(codename: codename, root: site.made.link.fingerprint)
    }

    func submission(
        to site: TrustedSite, excluding: [AgencyCode] = [], purpose: Purpose = .report
    ) throws -> SealedSubmission {
        var story = Story.empty
        story.purpose = purpose
        story.category = .moneyPolitics
        story.story = Self.words
        let readers = site.descriptor.agencies.map(\.code).filter { !excluding.contains($0) }
        return try SealedSubmission(story, readers: readers, site: site, keys: keys, random: System.random)
    }

    /// A reply to an agency, sealed to it and to the source.
    func reply(
        to agency: AgencyKeys, about report: Hash, counter: UInt32, _ visit: SiteConnection
    ) throws -> Reply {
        let message = try Message(
            format: 1, direction: .reply, kind: .words, report: report, agency: agency.agency,
            counter: counter,
            lastSeen: Message.nothingSeen, text: "Besok.", signer: keys.author.publicKey,
            signature: Signature()
        ).signed(by: keys.author, reply: keys.replyRecipient, origin: visit.site.descriptor.origin)
        let envelope = try sealEnvelope(
            message: try message.encoded(),
            recipients: [.hybrid(publicKey: agency.recipient), .hybrid(publicKey: keys.replyRecipient)],
            random: System.random)
        return Reply(
            authentication: try visit.authentication(.source, keys.mailbox), agency: agency.agency,
            counter: counter, envelope: envelope)
    }
}

extension SealedSubmission {
    /// The same with other fields, signed again by the mailbox key.
    func changed(by mailbox: SigningKey, origin: String, _ change: (inout Submit) -> Void) throws -> Submit {
        var submit = submit
        change(&submit)
        submit.mailbox = mailbox.publicKey
        submit.signature = try submit.binding.signature(by: mailbox, origin: origin)
        return submit
    }
}
