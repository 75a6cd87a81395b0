import Age
import Keys
import Sealing
import Testing
import Wire

@Suite struct SourceKeysTests {
    @Test func same_codename_two_sites_unlinkable() throws {
        let codename = try #require(Codename(random: draws("two sites")(10)))
        let here = try SourceKeys(codename: codename, root: hash("one root"))
        let there = try SourceKeys(codename: codename, root: hash("another root"))
        let again = try SourceKeys(
            codename: Codename(typed: codename.words.uppercased()), root: hash("one root"))
        #expect(publics(here) == publics(again))
        let all = publics(here) + publics(there)
        #expect(all.map(\.count) == [32, 32, 1_216, 32, 32, 1_216])
        for (index, one) in all.enumerated() {
            for other in all[(index + 1)...] { #expect(windows(one).isDisjoint(with: windows(other))) }
        }
    }

    @Test func `the reply key opens what is sealed to it, and another site's does not`() throws {
        let codename = try #require(Codename(random: draws("reply key")(10)))
        let here = try SourceKeys(codename: codename, root: hash("one root"))
        let there = try SourceKeys(codename: codename, root: hash("another root"))
        let envelope = try sealEnvelope(
            message: [1, 2, 3], recipients: [.hybrid(publicKey: here.replyRecipient)], random: draws("seal"))
        #expect(try openEnvelope(envelope, identity: here.reply) == [1, 2, 3])
        #expect(throws: SealingError.notOpened("none of 1 identities opens any of 1 stanzas")) {
            try openEnvelope(envelope, identity: there.reply)
        }
        #expect(String(describing: here) == "source keys" && Mirror(reflecting: here).children.isEmpty)
    }

    private func publics(_ keys: SourceKeys) -> [[UInt8]] {
        [keys.mailbox.publicKey.bytes, keys.author.publicKey.bytes, keys.replyRecipient]
    }

    /// Every four bytes in a row.
    ///
    /// That two keys of 1,216 bytes share some by chance has odds of 1 in 2,900.
    private func windows(_ bytes: [UInt8]) -> Set<[UInt8]> {
        Set((0...(bytes.count - 4)).map { Array(bytes[$0..<$0 + 4]) })
    }
}
