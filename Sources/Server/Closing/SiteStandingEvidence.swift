import AuditLog
import Keys
import Storage
import TransparencyLog
import Wire

// What a source is shown so that it can tell who of the site is there since less than seven days.
extension PublishedSite {
    /// Checkpoints that are looked at for an old quorum: behind them its log was without one for weeks.
    private static let searchedForStanding = 64
    /// Statements among which endorsements are looked for.
    private static let searchedStatements = 4_096

    /// The descriptor that was in force seven days ago, in this site's tree; where none can be shown, the log's first.
    ///
    /// - Parameters:
    ///   - store: of this log.
    ///   - now: seconds since 1970; what is shown is so much older than seven days that a source's clock may be behind.
    /// - Returns: what a source checks.
    /// - Throws: `StoreError`; `LogError` where the log is not one that this server made.
    func standing(in store: any Store, now: UInt64) async throws -> Standing {
        let limit = now.less(SiteEvent.patience).less(clock.patience)
        var found: (descriptor: SiteDescriptor, seen: EarlierCheckpoint?, size: UInt64)?
        if limit >= descriptor.t0, let newest = try await store.size(through: clock.number(at: limit)) {
            let earlier = try await store.checkpointSizes(below: newest, limit: Self.searchedForStanding)
            for candidate in [newest] + earlier where candidate <= size {
                guard let site = try await descriptor(below: candidate, in: store),
                    let seen = try await seen(site, at: candidate, by: limit, in: store)
                else { continue }
                found = (site, seen, candidate)
                break
            }
        }
        let index = found.map { $0.size.less(1) } ?? 0
        let old: SiteDescriptor
        if let found { old = found.descriptor } else { old = try await site(at: 0, in: store) ?? descriptor }
        return Standing(
            descriptor: old, seen: found?.seen,
            path: try await store.proof(try ProofPlan.inclusion(of: index, in: size)),
            successions: try await successions(from: old, behind: index, in: store),
            since: try await sinceWhen(in: store))
    }

    /// Nil unless its witnesses, where any are asked, had signed it by then; its epoch was due by then.
    private func seen(
        _ site: SiteDescriptor, at size: UInt64, by limit: UInt64, in store: any Store
    ) async throws -> EarlierCheckpoint? {
        guard let text = try await store.checkpoint(at: size),
            let verified = try? VerifiedCheckpoint(
                bytes: [UInt8](text.utf8), origin: site.origin, log: try site.logKey(),
                witnesses: try site.witnessKeys())
        else { return nil }
        let last = try Entry(decoding: try await store.entry(at: size.less(1)))
        guard case .epoch(let epoch) = last.body else { return nil }
        if site.quorum > 0 {
            guard let reached = verified.quorumReached(site.quorum), reached <= limit else { return nil }
        }
        var keys: [Hash] = []
        for agency in site.agencies {
            let places = try await store.publicEntries(.agencyKeys, of: agency.code, below: size, limit: 1)
            guard let place = places.first,
                case .agencyKeys(let found) = try Entry(decoding: try await store.entry(at: place)).body
            else { return nil }
            keys.append(sha256(try found.encoded()))
        }
        return EarlierCheckpoint(checkpoint: text, epoch: epoch, previous: last.previous, keys: keys)
    }

    /// Each change since then that the old key signed on to, as far as there is room.
    private func successions(
        from old: SiteDescriptor, behind index: UInt64, in store: any Store
    ) async throws -> [Succession] {
        let isSame =
            descriptor.auditor?.key == old.auditor?.key
            && descriptor.agencies.allSatisfy { agency in
                old.agencies.first { $0.code == agency.code }.map { $0.lineage == agency.lineage } ?? true
            }
        guard !isSame else { return [] }
        let said = try await endorsements(in: store)
        var found: [Succession] = []
        func follow(_ agency: AgencyCode, _ old: PublicKey, _ next: PublicKey) {
            guard old != next else { return }
            let word = said.first { $0.signer == old && $0.body.agency == agency && $0.body.next == next }
            if let word {
                found.append(Succession(agency: agency, next: next, signature: word.signature))
            }
        }
        let places = try await store.publicEntries(.site, of: "", below: size, limit: .max)
        var last = old
        for place in places.reversed() where place > index {
            guard let next = try await site(at: place, in: store) else { continue }
            for agency in next.agencies {
                let before = last.agencies.first { $0.code == agency.code }
                if let before { follow(agency.code, before.identity, agency.identity) }
            }
            if let before = last.auditor, let auditor = next.auditor { follow("", before.key, auditor.key) }
            last = next
        }
        return Array(found.prefix(12))
    }

    private func endorsements(
        in store: any Store
    ) async throws -> [(signer: PublicKey, body: Endorsement, signature: Signature)] {
        var found: [(signer: PublicKey, body: Endorsement, signature: Signature)] = []
        let places = try await store.publicEntries(
            .statement, of: "", below: size, limit: Self.searchedStatements)
        for place in places {
            guard case .statement(let said) = try Entry(decoding: try await store.entry(at: place)).body,
                said.kind == .endorsement, let body = try? Endorsement(decoding: said.body)
            else { continue }
            found.append((said.signer, body, said.signature))
        }
        return found
    }

    /// When the batch was due since which the same people are in the descriptor; its first one's where nothing changed.
    private func sinceWhen(in store: any Store) async throws -> UInt64 {
        var first: UInt64?
        for place in try await store.publicEntries(.site, of: "", below: size, limit: .max) {
            guard let site = try await site(at: place, in: store), site.hasSamePeople(as: descriptor) else {
                break
            }
            first = place
        }
        guard let first, let end = try await store.batchEnd(of: first),
            case .epoch(let epoch) = try Entry(decoding: try await store.entry(at: end)).body
        else { return self.epoch.scheduled }
        return epoch.scheduled
    }

    private func descriptor(below size: UInt64, in store: any Store) async throws -> SiteDescriptor? {
        guard let place = try await store.publicEntries(.site, of: "", below: size, limit: 1).first else {
            return nil
        }
        return try await site(at: place, in: store)
    }

    private func site(at index: UInt64, in store: any Store) async throws -> SiteDescriptor? {
        guard case .site(let site) = try Entry(decoding: try await store.entry(at: index)).body else {
            return nil
        }
        return site
    }
}

extension SiteDescriptor {
    /// Whether the same agencies, auditor and witnesses stand in both.
    fileprivate func hasSamePeople(as other: SiteDescriptor) -> Bool {
        func identities(_ site: SiteDescriptor) -> [AgencyCode: PublicKey] {
            Dictionary(site.agencies.map { ($0.code, $0.identity) }) { first, _ in first }
        }
        return identities(self) == identities(other) && auditor?.key == other.auditor?.key
            && witnesses == other.witnesses && quorum == other.quorum
    }
}
