package import Cases
package import Wire

/// What has to be known of a case to act on it: whoever has these values needs no site.
package struct ActedCase: Sendable {
    /// The report's commitment.
    package var report: Hash
    /// The report's.
    package var agencies: [AgencyCode]
    /// What a reason is sealed to for the source; nil where the report cannot be read, and so nobody knows it.
    package var reply: [UInt8]?
    /// Where the case stands with the agency that acts, behind its newest act.
    package var standing: CaseStanding
    /// The agency's newest act, of those that are logged, promised or signed and not yet handed in; nil without one.
    package var last: Act?

    /// Takes the parts as they are.
    package init(
        report: Hash, agencies: [AgencyCode], reply: [UInt8]?, standing: CaseStanding, last: Act?
    ) {
        self.report = report
        self.agencies = agencies
        self.reply = reply
        self.standing = standing
        self.last = last
    }
}

/// What an agency wants to do with a case.
package struct ActWish: Equatable, Sendable {
    /// `hasReason` goes with `reason`.
    package private(set) var codes: ActCodes
    /// Why, in plain text, sealed to the report's agencies and to its source; nil for none.
    package let reason: String?

    /// Takes the parts as they are.
    package init(_ codes: ActCodes, reason: String? = nil) {
        self.codes = codes
        self.reason = reason
        self.codes.hasReason = reason != nil
    }
}
