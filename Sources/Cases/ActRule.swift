package import Wire
import Keys

/// The first rule that an act breaks.
package enum ActFault: Error, Equatable, Sendable {
    /// Its format is not 1.
    case format
    /// It is on another report.
    case report
    /// Its agency is not one of the report's.
    case agency
    /// The agency does not have this act key.
    case signer
    /// The signer did not sign it, for this origin.
    case signature
    /// Two keys have to sign an act of this kind, or a second one did that is none of the agency's other act keys.
    case second
}

extension Act {
    /// Holds an act against the rules that every reader of acts has: the log's verifiers, the source, the server.
    ///
    /// - Parameters:
    ///   - report: the one that it must be on.
    ///   - agencies: the report's.
    ///   - origin: the log's, which the signature is for.
    ///   - isActKey: whether its agency has this act key, at the time that counts for the caller.
    /// - Returns: nil where it breaks none.
    package func fault(
        on report: Hash, agencies: [AgencyCode], origin: String, isActKey: (PublicKey) -> Bool
    ) -> ActFault? {
        guard format == 1 else { return .format }
        guard self.report == report else { return .report }
        guard agencies.contains(agency) else { return .agency }
        guard isActKey(signer) else { return .signer }
        guard isSigned(by: signer, origin: origin) else { return .signature }
        guard let second else { return kind == .identityOpened ? .second : nil }
        let isAnother = second.signer != signer && isActKey(second.signer)
        return isAnother && second.isValid(for: self, origin: origin) ? nil : .second
    }
}
