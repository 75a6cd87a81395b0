import AuditLog
import RPC
package import Visit
import Wire
package import Words

extension Failure {
    /// What a visit's early end means to the person at the terminal.
    package init(_ fault: VisitFault, language: Language) {
        switch fault {
        case .site(let error) where error.code == .stale:
            let ended = UInt64(error.found).map { CivilTime.wib($0) }
            let now = UInt64(error.expected.drop { !$0.isNumber }).map { CivilTime.wib($0) }
            let text = SiteText.expired(on: ended ?? .name(error.found), now: now ?? .name(error.expected))
            self.init(.stale, text(language), field: error.field)
        case .site(let error) where error.code == .clock:
            let shown = UInt64(error.found).map { CivilTime.wib($0) }
            let now = UInt64(error.expected).map { CivilTime.wib($0) }
            let text = SiteText.ahead(due: shown ?? .name(error.found), now: now ?? .name(error.expected))
            self.init(.tryLater, text(language), field: error.field)
        case .site(let error):
            self.init(.untrusted, "this is not the site of the link: \(error)", field: error.field)
        case .notASite: self.init(.untrusted, "the site answered with something else than itself")
        case .noExporter:
            self.init(.untrusted, "the connection has no keying material to authenticate with")
        case .refused(let status): self.init(RPCError(status))
        case .used(let status):
            self.init(.badInput, SubmissionText.alreadyUsed(Foreign(status.message).quoted)(language))
        case .otherAnswer(expected: .promised):
            self.init(.untrusted, "the site answered a submission with something else than a promise")
        case .otherAnswer:
            self.init(.untrusted, "the site answered with another item than was asked for")
        case .promise(let refusal):
            self.init(.untrusted, SubmissionText.brokenPromise("\(refusal)")(language), field: "promise")
        case .report(let fault): self.init(fault)
        case .undecodable(let error): self.init(.untrusted, "\(error)")
        }
    }

    private init(_ fault: ReportFault) {
        switch fault {
        case .kind:
            self.init(
                .untrusted, "the site shows another kind of record than a report", field: "record")
        case .notSent:
            self.init(
                .untrusted, "the site shows a report that this codename did not send", field: "signature")
        case .promise(let refusal):
            self.init(.untrusted, "the site's promise does not hold: \(refusal)", field: "promise")
        }
    }
}
