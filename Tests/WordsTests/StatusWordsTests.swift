import Testing
import Wire
import Words

/// What a server says of a call is its word, and proves nothing: it is never a false site.
@Suite struct StatusWordsTests {
    private static let codes = StatusCode.allCases + [StatusCode(rawValue: 99)]

    @Test(arguments: codes, ["", "store", "Submit.key_set"])
    func `no status makes a site false`(_ code: StatusCode, _ field: String) {
        for message in ["", "broken"] {
            let failure = Failure(Status(code: code, field: field, limit: 0, message: message))
            #expect(failure.kind != .untrusted)
            #expect(failure.text.indonesian != failure.text.english)
        }
    }

    @Test(arguments: [
        StatusCode.unavailable, .internal, .unknown, .dataLoss, .resourceExhausted, .unimplemented,
    ])
    func `a server that is broken, busy or full is tried later`(_ code: StatusCode) {
        #expect(Failure.Kind(said: code) == .tryLater)
    }

    /// The control: what is found on this side can be proven false.
    @Test func `bytes that are no answer are not the site's word`() {
        #expect(Failure.Kind(found: .internal) == .untrusted)
        #expect(Failure.Kind(found: .unavailable) == .unreachable)
        #expect(Failure.Kind(found: .notFound) == .unauthorised)
    }

    @Test(arguments: Shortage.allCases)
    func `what is wanting is told in words of ours`(_ shortage: Shortage) {
        let status = Status(
            code: .resourceExhausted, field: shortage.rawValue, limit: 7, message: "evil \u{1b}[2J")
        let failure = Failure(status)
        #expect(failure.kind == .tryLater && failure.text == shortage.phrase)
        #expect(Shortage(Status(code: .notFound, field: shortage.rawValue, limit: 0, message: "")) == nil)
    }
}
