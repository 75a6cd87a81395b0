import RPC
import Testing
import Verification
import Wire
import Words

/// What a peer says is one line between quotation marks, and what we say is not.
@Suite struct QuotedWordsTests {
    @Test func aPeersMessageIsQuotedAndOursIsNot() {
        let status = Status(code: .notFound, field: "", limit: 0, message: "a\"\nb\u{1b}[2J\u{202e}")
        #expect(Failure(RPCError(status)).message.hasPrefix("the server refused: not found (not_found"))
        #expect(Failure(RPCError(.notFound, "gone")).message == "not_found: gone")
        #expect(Failure(RPCError(Status(.notFound))).message == "the server refused: not found (not_found)")
    }
}
