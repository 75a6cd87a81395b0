package import Wire

/// Why a case is not forwarded to an agency.
package enum ForwardFault: Error, Equatable, Sendable {
    /// The site's descriptor names no such agency.
    case notAnAgency(AgencyCode)
    /// The agency itself.
    case itself
    /// The source left it out when it made the report.
    case excluded(AgencyCode)
    /// The source gave no leave for an agency of its kind.
    case noLeave(AgencyCode)
}

/// Whom a case may be forwarded to.
///
/// A report is sealed once, to the agencies that its source chose. Forwarding it to one of them says that it leads from now on. To an agency that
/// joined the site since then the envelope opens nothing: what it is to know is handed over outside, and only by the
/// source's leave.
package enum ForwardRule {
    /// What a forwarding means for the content.
    package enum Way: Equatable, Sendable {
        /// The agency reads the report already.
        case reader
        /// It cannot read it: an export is handed over outside.
        case handedOver
    }

    /// Whether a case may be forwarded, and what that means.
    ///
    /// - Parameters:
    ///   - code: of the agency that takes it.
    ///   - own: of the agency that gives it.
    ///   - readers: the report's agencies.
    ///   - story: what the source said of forwarding; nil where the report cannot be read.
    ///   - agencies: of the newest descriptor.
    ///   - offered: codes of those that the source could choose from, of all descriptors up to the report's entry.
    /// - Returns: whether that agency reads the report already.
    /// - Throws: what forbids it.
    package static func way(
        to code: AgencyCode, from own: AgencyCode, readers: [AgencyCode], story: Story?, agencies: [Agency],
        offered: [AgencyCode]
    ) throws(ForwardFault) -> Way {
        guard code != own else { throw .itself }
        guard let agency = agencies.first(where: { $0.code == code }) else { throw .notAnAgency(code) }
        if readers.contains(code) { return .reader }
        guard !offered.contains(code) else { throw .excluded(code) }
        switch story?.forward {
        case .any?: return .handedOver
        case .listed?:
            guard story?.forwardTo.contains(agency.knownKind) == true else { throw .noLeave(code) }
            return .handedOver
        default: throw .noLeave(code)
        }
    }
}
