@testable import AuditLog
@testable import Keys
import TestSupport
import Testing
import Wire

@Suite struct SealedEntryTests {
    @Test(arguments: [0, 1, 255, 256, UInt64.max]) func same_bytes_as_the_schema(index: UInt64) throws {
        let (previous, commitment) = (sha256([1]), sha256([2]))
        let body = EntryBody.sealed(SealedRecord(commitment: commitment))
        let bytes = try Entry(format: 1, index: index, previous: previous, body: body).encoded()
        #expect(SealedEntry.encode(index: index, previous: previous, commitment: commitment) == bytes)
        let span = bytes.span.bytes
        let (foundIndex, foundPrevious) = (SealedEntry.index(of: span), SealedEntry.previous(of: span).hash)
        let foundCommitment = SealedEntry.commitment(of: span).hash
        #expect(matches(bytes))
        #expect(foundIndex == index)
        #expect(foundPrevious == previous)
        #expect(foundCommitment == commitment)
    }

    @Test func matches_exactly_what_the_schema_accepts_as_sealed() throws {
        let good = SealedEntry.encode(index: 5, previous: sha256([1]), commitment: sha256([2]))
        for place in good.indices {
            for bit in 0..<8 {
                var bytes = good
                bytes[place] ^= 1 << UInt8(bit)
                let entry = try? Entry(decoding: bytes)
                var isSealed = false
                if let entry, entry.format == 1, case .sealed = entry.body { isSealed = true }
                #expect(matches(bytes) == isSealed)
            }
        }
        #expect(!matches(good.dropLast()))
        #expect(!matches(good + [0]))
    }

    private func matches(_ bytes: [UInt8]) -> Bool {
        SealedEntry.matches(bytes.span.bytes)
    }

    @Test func words_order_as_bytes_do() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let a = random.hash()
            var b = a.bytes
            b[Int(random.next() % 32)] ^= UInt8(1 + random.next() % 255)
            let other = Hash(b) ?? Hash()
            #expect((HashWords(a) < HashWords(other)) == (a < other))
            #expect(HashWords(a) != HashWords(other))
            #expect(HashWords(a).hash == a)
        }
    }
}
