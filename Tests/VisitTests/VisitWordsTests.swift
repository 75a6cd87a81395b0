import AuditLog
import Testing
import Visit
import Wire
import Words

/// What ends a visit early is told in both languages: a page and a terminal say the same.
@Suite struct VisitWordsTests {
    private static let status = Status(
        code: .notFound, field: "Exchange.cell", limit: 9, message: "gone\n\u{1b}[2J")
    private static let faults: [(VisitFault, Failure.Kind, String?)] = [
        (
            .site(LogError(.descriptorInvalid, "SiteDescriptor.root", expected: "a", found: "b")), .untrusted,
            "SiteDescriptor.root"
        ),
        (
            .site(
                LogError(
                    .stale, "SiteDescriptor.not_after", expected: "after 1800000000", found: "1700000000")),
            .stale,
            "SiteDescriptor.not_after"
        ),
        (.notASite, .untrusted, nil), (.noExporter, .untrusted, nil),
        (.refused(status), .unauthorised, "Exchange.cell"),
        (.used(status), .badInput, nil), (.otherAnswer(expected: .promised), .untrusted, nil),
        (.otherAnswer(expected: .report), .untrusted, nil), (.promise(.format(2)), .untrusted, "promise"),
        (.report(.kind(.filler)), .untrusted, "record"), (.report(.notSent), .untrusted, "signature"),
        (.report(.promise(.format(2))), .untrusted, "promise"),
    ]

    @Test(arguments: faults.indices) func every_fault_is_told_in_both_languages(_ index: Int) {
        let (fault, kind, field) = Self.faults[index]
        let failure = fault.failure
        #expect(failure.kind == kind)
        #expect(failure.field == field)
        #expect(failure.text.indonesian != failure.text.english)
        for text in [failure.text.indonesian, failure.text.english] {
            #expect(!text.isEmpty && text.unicodeScalars.allSatisfy { $0 == " " || $0.isShown })
        }
    }

    @Test func what_the_clock_says_is_in_it() {
        #expect(UntimelySite(.timely, now: 1_800_000_000, zone: .wib) == nil)
        let stale = UntimelySite(.stale(since: 1_700_000_000), now: 1_800_000_000, zone: Zone(minutes: 540))
        #expect(stale?.kind == .stale)
        let ahead = UntimelySite(.ahead(due: 1_800_000_000), now: 1_700_000_000, zone: Zone(minutes: 540))
        #expect(ahead?.kind == .tryLater)
        for untimely in [stale, ahead] {
            guard let text = untimely?.failure.text else { continue }
            for time in [1_700_000_000, 1_800_000_000] as [UInt64] {
                #expect(text.english.contains(CivilTime.text(time, in: Zone(minutes: 540))(.english)))
                #expect(text.indonesian.contains(CivilTime.text(time, in: Zone(minutes: 540))(.indonesian)))
            }
        }
    }

    @Test func a_refusal_is_told_in_words_of_ours() {
        let told = Failure(Self.status)
        // Whatever the server says of it: the control is what it said.
        #expect(Self.status.message.contains("gone"))
        #expect(told.text.english.hasPrefix("the server refused: not found (not_found"))
        #expect(told.text.indonesian.hasPrefix("server menolak: tidak ditemukan (not_found"))
        #expect(!told.text.english.contains("gone") && !told.text.indonesian.contains("gone"))
        #expect(told.limit == 9)
        let silent = Failure(Status(code: .unavailable, field: "", limit: 0, message: ""))
        #expect(silent.text.english.hasSuffix("(unavailable)"))
        #expect(silent.kind == .tryLater && silent.field == nil && silent.limit == nil)
    }
}
