@testable import Server
@testable import Storage
import Testing
import Wire

/// Questions of one batch stand by commitment in the log; a source is given each agency's by counter.
@Suite struct InboxOrderTests {
    private func message(_ index: UInt64, _ agency: AgencyCode, _ counter: UInt32) -> PublishedMessage {
        let posted = MessagePosted(
            agencies: [agency], report: Hash(), direction: .question, agency: agency, counter: counter,
            envelope: Hash())
        let promise = Promise(
            format: 1, origin: "a", commitment: Hash(), epoch: 1, signature: Signature())
        let opening = Opening(nonce: Nonce(), record: Record(format: 1, body: .messagePosted(posted)))
        return PublishedMessage(
            index: index, promised: Promised(promise: promise, opening: opening), message: posted, length: 0)
    }

    @Test func countersRiseWhereverTheLogPutThem() {
        let log = [
            message(3, "bkn", 1), message(4, "bawaslu", 0), message(5, "bkn", 0), message(9, "bkn", 2),
            message(12, "bawaslu", 2), message(13, "bawaslu", 1),
        ]
        let shown = log.byCounter.map { "\($0.message.agencies[0]) \($0.message.counter)" }
        #expect(shown == ["bkn 0", "bawaslu 0", "bkn 1", "bkn 2", "bawaslu 1", "bawaslu 2"])
        // The n-th stays the n-th, however much is published behind it.
        for count in [3, 4] {
            #expect(Array(log.prefix(count)).byCounter == Array(log.byCounter.prefix(count)))
        }
    }
}
