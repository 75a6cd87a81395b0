package import Keys
import Primitives
package import Wire

/// Why a draft is not one that a root key signs, or a site publishes.
package enum DraftFault: Error, Equatable, Sendable {
    /// The descriptor that it starts from is not one that its root signed.
    case last(LogError)
    /// The next one does not follow it, or breaks the rules of descriptors.
    case next(LogError)
    /// The keys of this agency do not stand behind the next descriptor.
    case keys(AgencyCode, LogError)
    /// Keys of agencies that do not ascend, or that nothing changes for.
    case strayKeys(AgencyCode)
    /// An agency joins or gets another identity, and no keys of it are in the draft.
    case noKeys(AgencyCode)
    /// A statement that is none of these, or that nothing in the draft asks for.
    case strayStatement(number: UInt16)
    /// An endorsement that its signer did not sign, for this log.
    case endorsementSignature(AgencyCode)
    /// The page's statement is no `PublishedVersion` of the root's.
    case page
    /// It is signed, but not all of it by the site's root.
    case signature
    /// The root key is another site's.
    case otherRoot
    case signing(reason: String)
}

extension SiteDraft {
    /// Whether a root key signed it: what it says is not checked by that.
    package var isSigned: Bool { next.signature != Signature() }

    /// What it changes; to be asked of a draft that `check` let through.
    package var differences: [SiteDifference] {
        var found = SiteDifference.between(last, next, endorsed: Set(endorsements))
        for statement in statements where statement.kind == .page {
            if let version = try? PublishedVersion(decoding: statement.body) { found.append(.page(version)) }
        }
        return found
    }

    /// What of that should be looked at twice.
    package var doubts: [SiteChangeDoubt] { SiteChangeDoubt.about(differences, next) }

    /// Everything but who signed the next descriptor: the last one by its root, the next one by what must hold behind it,
    /// keys by the identities that it names, endorsements by the identities that they end.
    package func check() throws(DraftFault) {
        do {
            try last.check(fingerprint: Fingerprint.root(last.root))
        } catch { throw .last(error) }
        do throws(LogError) {
            try checkFormat("SiteDraft", format)
            try checkFormat("SiteDescriptor", next.format)
            guard next.root == last.root else {
                throw LogError(
                    .descriptorInvalid, "SiteDescriptor.root", expected: last.root, found: next.root)
            }
            try next.check(behind: last)
            try next.checkForm()
        } catch { throw .next(error) }
        try checkKeys()
        for statement in statements { try check(statement) }
        guard statements.count(where: { $0.kind == .page }) <= 1,
            Set(endorsements).count == endorsements.count
        else { throw .strayStatement(number: StatementKind.page.rawValue) }
        guard !isSigned || isWhollySigned else { throw .signature }
    }

    /// All that the root key signs, by it.
    private var isWhollySigned: Bool {
        next.isSigned(by: last.root, origin: last.origin)
            && statements.filter { $0.kind == .page }
                .allSatisfy { $0.isSigned(by: last.root, origin: last.origin) }
    }

    private func checkKeys() throws(DraftFault) {
        guard keys.map({ $0.agency }).isAscending else { throw .strayKeys(keys.first?.agency ?? "") }
        var expected: Set<AgencyCode> = []
        for difference in differences {
            switch difference {
            case .agencyAdded(let agency), .identityChanged(_, let agency, _): expected.insert(agency.code)
            default: break
            }
        }
        for keys in keys {
            guard expected.contains(keys.agency) else { throw .strayKeys(keys.agency) }
            do { try keys.check(in: next) } catch { throw .keys(keys.agency, error) }
        }
        if let missing = expected.subtracting(keys.map { $0.agency }).min() { throw .noKeys(missing) }
    }

    private func check(_ statement: Statement) throws(DraftFault) {
        switch statement.kind {
        case .endorsement:
            guard let endorsement = try? Endorsement(decoding: statement.body), endorsement.format == 1,
                isAskedFor(endorsement, by: statement.signer)
            else { throw .strayStatement(number: statement.kind.rawValue) }
            guard statement.isSigned(by: statement.signer, origin: last.origin) else {
                throw .endorsementSignature(endorsement.agency)
            }
        case .page:
            guard statement.signer == last.root,
                let version = try? PublishedVersion(decoding: statement.body), version.format == 1
            else { throw .page }
        default: throw .strayStatement(number: statement.kind.rawValue)
        }
    }

    /// Whether the draft makes just this change.
    private func isAskedFor(_ endorsement: Endorsement, by signer: PublicKey) -> Bool {
        func isChange(_ old: PublicKey?, _ new: PublicKey?) -> Bool {
            old == signer && new == endorsement.next && old != new
        }
        guard endorsement.agency.isEmpty else {
            func identity(_ site: SiteDescriptor) -> PublicKey? {
                site.agencies.first { $0.code == endorsement.agency }?.identity
            }
            return isChange(identity(last), identity(next))
        }
        return isChange(last.auditor?.key, next.auditor?.key)
    }

    private var endorsements: [IdentityChange] {
        statements.filter { $0.kind == .endorsement }.compactMap { statement in
            guard let said = try? Endorsement(decoding: statement.body) else { return nil }
            return IdentityChange(agency: said.agency, old: statement.signer, new: said.next)
        }
    }

    /// The same draft, signed where the root key has to.
    ///
    /// - Throws: what `check` does; `otherRoot` for the key of another site.
    package func signed(by root: SigningKey) throws(DraftFault) -> SiteDraft {
        try check()
        guard root.publicKey == last.root else { throw .otherRoot }
        var draft = self
        do {
            draft.next = try next.signed(by: root, origin: last.origin)
            for place in statements.indices where statements[place].kind == .page {
                draft.statements[place] = try statements[place].signed(by: root, origin: last.origin)
            }
        } catch { throw .signing(reason: "\(error)") }
        try draft.check()
        return draft
    }
}
