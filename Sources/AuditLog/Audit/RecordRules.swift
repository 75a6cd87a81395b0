import Cases
import Keys
package import Wire

// What must hold of an opened record by itself.

extension RecordBody {
    /// Who gets the opening besides the auditor; empty for filler and for kinds unknown here.
    package var agencies: [AgencyCode] {
        switch self {
        case .filler, .unknown: []
        case .reportReceived(let report): report.agencies
        case .messagePosted(let message): message.agencies
        case .act(let recorded): recorded.agencies
        case .account(let given): given.agencies
        case .payloadErased(let erased): erased.agencies
        }
    }

    /// Known codes (nil for all), ascending; of one agency where it is between two; and the own one among
    /// them.
    func checkAgencies(level: AuditLevel, known: Set<AgencyCode>?) throws(LogError) {
        let agencies = agencies
        func refuse(_ expected: String) -> LogError {
            LogError(
                .recordMismatch, "Record.agencies", expected: expected, found: agencies.joined(separator: " ")
            )
        }
        guard agencies.isAscending else { throw refuse("ascending codes") }
        if let known, let unknown = agencies.first(where: { !known.contains($0) }) {
            throw refuse("no \(unknown)")
        }
        if case .messagePosted(let message) = self, !message.isAddressed {
            throw refuse("those of a \(message.direction) of '\(message.agency)'")
        }
        if case .agency(let own) = level, !agencies.contains(own) { throw refuse(own) }
    }

    /// SHA-256 of the envelope that the record names, which its server keeps until it is erased; nil without one.
    package var envelope: Hash? {
        switch self {
        case .reportReceived(let report): report.envelope
        case .messagePosted(let message): message.envelope
        case .act(let recorded): recorded.act.reasonEnvelope
        case .filler, .account, .payloadErased, .unknown: nil
        }
    }
}

extension ActRecorded {
    /// By an act key of its agency, which is one of the report's.
    func check(site: SiteCheck) throws(LogError) {
        let fault = act.fault(
            on: act.report, agencies: agencies, origin: site.descriptor?.origin ?? "",
            isActKey: { site.isActKey($0, of: act.agency) })
        switch fault {
        case nil, .report: break
        case .format: throw LogError(.recordMismatch, "Act.format", expected: 1, found: act.format)
        case .agency:
            throw LogError(
                .recordMismatch, "Act.agency", expected: agencies.joined(separator: " or "), found: act.agency
            )
        case .signer, .signature:
            throw LogError(
                .signatureInvalid, "Act.signature", expected: "signed by an act key of \(act.agency)",
                found: "not")
        case .second:
            throw LogError(
                .signatureInvalid, "Act.second", expected: "signed by another act key of \(act.agency)",
                found: "not")
        }
    }
}

extension AccountGiven {
    /// By the auditor, for the agency that gets it.
    func check(site: SiteCheck) throws(LogError) {
        guard account.format == 1 else {
            throw LogError(.recordMismatch, "Account.format", expected: 1, found: account.format)
        }
        guard agencies == [account.agency] else {
            throw LogError(
                .recordMismatch, "Account.agency", expected: agencies.joined(separator: " "),
                found: account.agency)
        }
        guard let descriptor = site.descriptor, let auditor = descriptor.auditor,
            account.signer == auditor.key, account.isSigned(by: auditor.key, origin: descriptor.origin)
        else {
            throw LogError(
                .signatureInvalid, "Account.signature", expected: "signed by the auditor", found: "not")
        }
    }
}
