package import Keys
package import Wire
import Words

extension Report {
    /// Binds a story to its site, keys and readers, under the author's signature.
    package static func signed(
        _ story: Story, binding: Binding, author: SigningKey, origin: String
    ) throws(SealingError) -> Report {
        Report(
            format: 1, binding: binding, story: story,
            signature: try sign(.report, origin: origin, body: reportBody(binding, story), key: author))
    }

    /// Reads a report that an envelope held, and believes it only if all that it binds itself to is so.
    ///
    /// - Parameters:
    ///   - bytes: the encoded report.
    ///   - record: what the log commits to; its agencies and envelope hash must be the report's and
    ///     `envelope`.
    ///   - envelope: SHA-256 of the envelope that was opened.
    ///   - root: this site's root fingerprint.
    ///   - origin: this site's, which the signature covers.
    /// - Returns: the report, signed by the author that its binding names.
    /// - Throws: `decode`, `mismatch` with what it must be bound to, a format other than 1 or a story that says
    ///   nothing that can be, `signature`.
    package static func verified(
        _ bytes: [UInt8], record: ReportReceived, envelope: Hash, root: Hash, origin: String
    ) throws(SealingError) -> Report {
        let report: Report
        do {
            report = try Report(decoding: bytes)
        } catch {
            throw .decode(error)
        }
        try expect(format: report.format)
        let binding = report.binding
        try expect("root fingerprint", root.hex, binding.root.hex)
        try expect("envelope", record.envelope.hex, envelope.hex)
        try expect("agency list", record.agencies, binding.agencies)
        let label = SignatureLabel.report.label
        let body = try reportBody(binding, report.story)
        guard Ed25519.verify(report.signature, label: label, origin: origin, body: body, by: binding.author)
        else { throw .signature("report") }
        try report.story.check()
        return report
    }

    /// What two records that hold the same report have in common, however often and to whom it was sealed.
    ///
    /// - Returns: SHA-256 of binding and story, which name the author and all that the author signed.
    /// - Throws: `field` for what has no encoding.
    package func digest() throws(SealingError) -> Hash {
        sha256(try encode(binding) + encode(story))
    }
}

extension Story {
    /// Throws for a category that is not said and for a day that no calendar has.
    func check() throws(SealingError) {
        guard category != .notSaid else {
            throw .mismatch(what: "category", expected: "one", found: "not said")
        }
        for (what, date) in [("event date", eventDate), ("known date", knownDate)] {
            guard let date, !date.exists else { continue }
            throw .mismatch(
                what: what, expected: "a day of the calendar",
                found: "\(date.year)-\(date.month)-\(date.day)")
        }
    }
}

extension Supplement {
    /// Reads a supplement, which must be by its report's author and for the record's agencies.
    package static func verified(
        _ bytes: [UInt8], record: MessagePosted, envelope: Hash, author: PublicKey, root: Hash, origin: String
    ) throws(SealingError) -> Supplement {
        let supplement: Supplement
        do {
            supplement = try Supplement(decoding: bytes)
        } catch {
            throw .decode(error)
        }
        try expect(format: supplement.format)
        try expect("direction", "supplement", "\(record.direction)")
        try expect("root fingerprint", root.hex, supplement.root.hex)
        try expect("envelope", record.envelope.hex, envelope.hex)
        try expect("report", record.report.hex, supplement.report.hex)
        guard supplement.author == author else {
            throw .mismatch(what: "author", expected: "the report's", found: "another")
        }
        try expect("agency list", record.agencies, supplement.agencies)
        guard supplement.isSigned(by: author, origin: origin) else { throw .signature("supplement") }
        return supplement
    }
}

/// `Binding || SHA-256(Story)`, Protocol section 6.
private func reportBody(_ binding: Binding, _ story: Story) throws(SealingError) -> [UInt8] {
    try encode(binding) + sha256(encode(story)).bytes
}
