import Keys
import TransparencyLog
package import Wire

extension ErasedEnvelope {
    /// What the log says of the erasure of a record's envelope, held against what the record's author knows.
    ///
    /// The rules are those of `ErasureCheck`, as far as a visit's site cell tells: the keys in force now, and the shortest retention
    /// that any descriptor may have. That of the report's time stands in the log, where agencies and the auditor hold it against
    /// the erasure; that of the newest descriptor says nothing of it.
    ///
    /// - Parameters:
    ///   - receipt: of the record; nil where the log is not shown to hold it, and then nothing was erased by right.
    ///   - envelope: SHA-256, as in the record.
    ///   - agencies: the record's.
    ///   - included: the epoch that closes the record's batch.
    ///   - older: keys that its agencies had before, as the site gives them.
    ///   - site: whose checkpoint the erasure must stand in.
    /// - Returns: nil where any of it does not hold.
    package func erasure(
        of receipt: Receipt?, envelope: Hash, agencies: [AgencyCode], included: Epoch?,
        older: [AgencyKeys] = [], at site: TrustedSite
    ) -> PayloadErased? {
        guard let receipt, let included, case .payloadErased(let erased) = opening.record.body,
            let commitment = try? Commitment.of(opening),
            (try? Receipt(commitment: commitment, inclusion: inclusion, checkpoint: site.checkpoint)) != nil,
            erased.commitment == receipt.commitment, erased.index == receipt.index,
            erased.envelope == envelope, erased.agencies == agencies
        else { return nil }
        let isByConsent = erased.cause == .fetchedByAll
        let period =
            isByConsent
            ? ErasureCheck.earliestByConsent : UInt64(SiteDescriptor.shortestRetention).times(86_400)
        let (lawful, overflow) = included.scheduled.addingReportingOverflow(period)
        guard !overflow, site.epoch.scheduled >= lawful,
            erased.consents.map({ $0.agency }) == (isByConsent ? agencies : [])
        else { return nil }
        let isAgreed = erased.consents.allSatisfy { consent in
            site.actKeys(of: consent.agency, older: older).contains(consent.signer)
                && consent.isValid(
                    origin: site.descriptor.origin, commitment: erased.commitment, cause: erased.cause)
        }
        return isAgreed ? erased : nil
    }
}
