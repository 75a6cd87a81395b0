import AuditLog
import Keys
import Sealing
import TestSupport
import Testing
import Visit
import Wire
import Words

/// Whoever holds root key, log key and server puts somebody in another's place: what a source with nothing but the link and
/// the time believes of it.
@Suite struct StandingTests {
    private static let t0 = SampleSourceSite.t0
    private static let epoch: UInt64 = 21_600
    private static let week: UInt64 = 28
    private let codes = ["bawaslu_prov", "bkn", "bkpsdm"]

    private func time(_ epoch: UInt64) -> UInt64 { Self.t0 + epoch * Self.epoch + 600 }

    private func key(_ byte: UInt8) throws -> SigningKey { try SigningKey(seed: sha256([byte])) }

    private func unsettled(
        _ site: SampleSourceSite, _ standing: Standing?, at now: UInt64, for readers: [AgencyCode]? = nil,
        newest: WitnessedCheckpoint? = nil
    ) throws -> UnsettledSite? {
        let reply = WitnessedReply(newest: newest, follows: nil, standing: standing)
        return UnsettledSite(try site.seen(reply, now: now), readers: readers ?? codes)
    }

    private func identities(_ found: UnsettledSite?) -> [AgencyCode]? {
        if case .identities(let codes, _)? = found { codes } else { nil }
    }

    private func isFalse(
        _ code: LogError.Code, _ site: SampleSourceSite, _ standing: Standing, at now: UInt64
    ) throws -> Bool {
        do { _ = try unsettled(site, standing, at: now) } catch let error as LogError {
            return error.code == code
        }
        return false
    }

    // MARK: Identities

    @Test func aSitesFirstDescriptorNeedsNothing() throws {
        let site = try SampleSourceSite()
        let seen = try site.seen(now: time(1))
        #expect(UnsettledSite(seen, readers: codes) == nil)
        #expect(seen.youth(at: time(1)) != nil && seen.youth(at: time(Self.week + 1)) == nil)
        // Who shows nothing proves nothing.
        #expect(try unsettled(site, nil, at: time(1)) == .unproven)
    }

    @Test func anotherIdentityNeedsTheOldOnesWord() throws {
        var site = try SampleSourceSite()
        let old = site.readers[1].identity
        try site.close(1, try site.replaceIdentity(of: 1))
        let next = site.descriptor.agencies[1].identity
        let now = time(1)
        let bare = try unsettled(site, site.standing(), at: now)
        #expect(identities(bare) == ["bkn"] && bare?.excludable == ["bkn"])
        // The others are not held for it.
        #expect(try unsettled(site, site.standing(), at: now, for: ["bawaslu_prov", "bkpsdm"]) == nil)
        let word = try site.succession("bkn", from: old, to: next)
        #expect(try unsettled(site, site.standing([word]), at: now) == nil)
        for wrong in [
            try site.succession("bkn", from: key(9), to: next),
            try site.succession("bkn", from: old, to: key(9).publicKey),
            try site.succession("bkpsdm", from: old, to: next),
            try site.succession("", from: old, to: next),
            Succession(agency: "bkn", next: next, signature: Signature()),
        ] {
            #expect(try identities(unsettled(site, site.standing([wrong]), at: now)) == ["bkn"])
        }
        // The word of another log says nothing.
        var other = site
        other.descriptor.origin = "lain.example/log"
        let foreign = try other.succession("bkn", from: old, to: next)
        #expect(try identities(unsettled(site, site.standing([foreign]), at: now)) == ["bkn"])
    }

    @Test func eachOfSeveralIdentitiesNeedsTheOneBefore() throws {
        var site = try SampleSourceSite()
        let first = site.readers[1].identity
        try site.close(1, try site.replaceIdentity(of: 1))
        let second = site.readers[1].identity
        let one = try site.succession("bkn", from: first, to: second.publicKey)
        try site.close(2, try site.replaceIdentity(of: 1))
        let third = site.readers[1].identity.publicKey
        let two = try site.succession("bkn", from: second, to: third)
        #expect(try unsettled(site, site.standing([one, two]), at: time(2)) == nil)
        // A first identity that was stolen, and so replaced, leads nowhere any more: the lineage tells of the second one.
        let stolen = try site.succession("bkn", from: first, to: third)
        for shown in [[one], [two], [two, one], [stolen], [one, stolen]] {
            #expect(try identities(unsettled(site, site.standing(shown), at: time(2))) == ["bkn"])
        }
        // Nor does it come back.
        try site.close(3, try site.replaceIdentity(of: 1, by: first))
        #expect(try identities(unsettled(site, site.standing(), at: time(3))) == ["bkn"])
        let back = try site.succession("bkn", from: site.readers[0].identity, to: first.publicKey)
        #expect(try identities(unsettled(site, site.standing([one, two, back]), at: time(3))) == ["bkn"])
    }

    @Test func afterSevenDaysItCounts() throws {
        var site = try SampleSourceSite(quorum: 1)
        try site.close(1, try site.replaceIdentity(of: 1))
        let old = site
        try site.close(Self.week + 2)
        let now = time(Self.week + 2)
        let week = now - 7 * 86_400
        #expect(try unsettled(site, old.standing(in: site, cosigned: week), at: now) == nil)
        #expect(try unsettled(site, old.standing(in: site, cosigned: week + 1), at: now) == .unproven)
        #expect(try unsettled(site, old.standing(in: site, cosigned: week), at: now - 1) == .unproven)
        // An epoch that is dated back is nobody's word but the operator's.
        #expect(try unsettled(site, old.standing(in: site, cosigned: now - 60), at: now) == .unproven)
        #expect(try unsettled(site, old.standing(in: site, cosigned: nil), at: now) == .unproven)
        // Against the first descriptor it stays another one.
        #expect(try identities(unsettled(site, site.standing(), at: now)) == ["bkn"])
        // Seven days ahead of the epoch's own time no witness can have signed.
        var early = site
        try early.close(Self.week + 20)
        let later = early
        #expect(
            try unsettled(later, site.standing(in: later, cosigned: week), at: time(Self.week + 20))
                == .unproven)
    }

    @Test func aWitnessOfTodayDoesNotDateItselfBack() throws {
        // The root names a witness of its own, which signs with whatever time.
        var site = try SampleSourceSite(quorum: 1)
        let own = try key(40)
        let before = site
        let named = try site.renew { $0.witnesses = [Witness(name: "saksi-baru", key: own.publicKey)] }
        try site.close(1, named)
        try site.close(Self.week + 2, try site.replaceIdentity(of: 1))
        let now = time(Self.week + 2)
        // The descriptor of then does not know it.
        var standing = try before.standing(in: site, cosigned: nil)
        let reply = try site.cosigned(by: [("saksi-baru", own)], at: now - 8 * 86_400, nil)
        standing.seen?.checkpoint = try #require(reply.newest?.checkpoint)
        #expect(throws: LogError.self) { _ = try unsettled(site, standing, at: now) }
        // And what it knows is not what the site is now.
        let right = try before.standing(in: site, cosigned: now - 8 * 86_400)
        let shown = try site.cosigned(by: [("saksi-baru", own)], at: now - 60, right)
        let found = UnsettledSite(try site.seen(shown, now: now), readers: codes)
        guard case .witnesses? = found else { throw Missing() }
    }

    @Test func anOlderDescriptorThatIsNotInForceIsFalse() throws {
        var site = try SampleSourceSite(quorum: 1)
        let first = site
        try site.close(1, try site.replaceIdentity(of: 1))
        let second = site
        try site.close(Self.week + 2)
        let now = time(Self.week + 2)
        // The first one again, under an epoch of the second; and the second under an epoch of the first.
        var replayed = try second.standing(in: site, cosigned: Self.t0 + 22_000)
        replayed.descriptor = first.descriptor
        #expect(try isFalse(.descriptorInvalid, site, replayed, at: now))
        var ahead = try first.standing(in: site, cosigned: Self.t0 + 100)
        ahead.descriptor = second.descriptor
        #expect(try isFalse(.descriptorInvalid, site, ahead, at: now))
        // As if it were the log's first entry.
        var entry = try site.standing()
        entry.descriptor = site.descriptor
        #expect(try isFalse(.rootMismatch, site, entry, at: now))
        // Fewer keys, other keys, more keys.
        for keys in [[], [Hash()], try #require(replayed.seen).keys + [Hash()], [Hash(), Hash(), Hash()]] {
            var other = try second.standing(in: site, cosigned: Self.t0 + 22_000)
            other.seen?.keys = keys
            #expect(try isFalse(.descriptorInvalid, site, other, at: now))
        }
        // Not this root's.
        var foreign = try site.standing()
        foreign.descriptor = try foreign.descriptor.signed(by: key(3), origin: site.origin)
        #expect(try isFalse(.signatureInvalid, site, foreign, at: now))
    }

    @Test func aTreeOfAnotherLogIsFalse() throws {
        var site = try SampleSourceSite(quorum: 1)
        var other = site
        try site.close(1)
        try other.close(1, try other.replaceIdentity(of: 1))
        let shown = other
        try site.close(Self.week + 2)
        try other.close(Self.week + 2)
        let now = time(Self.week + 2)
        let fork = try shown.standing(in: other, cosigned: Self.t0 + 22_000)
        #expect(try unsettled(other, fork, at: now) == nil)
        #expect(throws: LogError.self) { _ = try unsettled(site, fork, at: now) }
        // The right epoch under a checkpoint of other entries.
        var mixed = try site.standing()
        mixed.seen = try shown.standing(in: other, cosigned: Self.t0 + 22_000).seen
        #expect(throws: LogError.self) { _ = try unsettled(site, mixed, at: now) }
    }

    /// The tree that the witnesses signed in time is another one than that which the forged descriptor ends.
    @Test func anOldSignatureDoesNotVouchForAnotherTree() throws {
        var (honest, forged) = (try SampleSourceSite(quorum: 1), try SampleSourceSite(quorum: 1))
        try honest.close(1)
        try forged.close(1, try forged.replaceIdentity(of: 1))
        let then = forged
        try forged.close(Self.week + 2)
        var standing = try then.standing(in: forged, cosigned: nil)
        standing.seen?.checkpoint = try honest.signedCheckpoint(
            size: honest.state.size, cosigned: Self.t0 + 22_000)
        #expect(honest.state.size == then.state.size)
        let now = time(Self.week + 2)
        #expect(try isFalse(.fork, forged, standing, at: now))
        // Nor for a tree of no entries, or of more than there are.
        for size in [0, forged.state.size + 1, 1 << 40] {
            standing.seen?.checkpoint = try forged.signedCheckpoint(size: size, cosigned: Self.t0 + 22_000)
            #expect(try isFalse(.fork, forged, standing, at: now), "\(size)")
        }
    }

    /// What never changes in a log, and what its root had not made yet, makes an older descriptor another log's.
    @Test func anOlderDescriptorIsOfThisLog() throws {
        let other = try key(80)
        let changes: [(inout SiteDescriptor) -> Void] = [
            { $0.origin = "lain.example/log" }, { $0.log = other.publicKey }, { $0.t0 += 1 },
            { $0.epochSeconds -= 1 }, { $0.serial += 2 }, { $0.serial += 1 },
        ]
        for (number, change) in changes.enumerated() {
            var site = try SampleSourceSite(quorum: 1)
            let right = site.descriptor
            try site.close(1, try site.renew(change))
            var old = site
            if old.descriptor.log == other.publicKey { old.log = other }
            let entries = try site.renew { descriptor in
                let serial = right.serial + 2
                descriptor = right
                descriptor.serial = serial
                descriptor.notAfter += 1
            }
            try site.close(Self.week + 2, entries)
            let standing = try old.standing(in: site, cosigned: Self.t0 + 22_000)
            let now = time(Self.week + 2)
            #expect(try isFalse(.descriptorInvalid, site, standing, at: now), "\(number)")
        }
    }

    /// An epoch that names keys of more or fewer agencies than its descriptor is none of this log's.
    @Test func anEpochNamesTheKeysOfEachAgency() throws {
        for hasMore in [true, false] {
            var site = try SampleSourceSite(quorum: 1)
            let readers = site.readers
            if hasMore { site.readers.append(readers[0]) } else { site.readers.removeLast() }
            try site.close(1)
            let old = site
            site.readers = readers
            try site.close(Self.week + 2)
            let standing = try old.standing(in: site, cosigned: Self.t0 + 22_000)
            #expect(try isFalse(.descriptorInvalid, site, standing, at: time(Self.week + 2)))
        }
    }

    @Test func whoLeftAndIsBackAsAnotherWaits() throws {
        var site = try SampleSourceSite()
        let gone = site.descriptor.agencies[1]
        let reader = site.readers.remove(at: 1)
        try site.close(1, try site.renew { $0.agencies.remove(at: 1) })
        let without = site
        let identity = try key(50)
        var keys = reader.keys
        keys.previous = sha256(try keys.encoded())
        (keys.serial, keys.origin) = (1, site.origin)
        keys = try keys.signed(by: identity, origin: site.origin)
        site.readers.insert(reader, at: 1)
        (site.readers[1].identity, site.readers[1].keys) = (identity, keys)
        var back = gone
        back.lineage = gone.lineage(followedBy: identity.publicKey)
        back.identity = identity.publicKey
        let entries = try site.renew(keys: [keys]) { $0.agencies.insert(back, at: 1) }
        try site.close(Self.week + 2, entries)
        let now = time(Self.week + 2)
        for standing in [try site.standing(), try without.standing(in: site, cosigned: nil)] {
            #expect(try identities(unsettled(site, standing, at: now)) == ["bkn"])
        }
    }

    @Test func whoJoinsIsTold() throws {
        var site = try SampleSourceSite(["bkn", "bkpsdm"])
        try site.close(1, try site.join("bawaslu_prov"))
        let seen = try site.seen(now: time(1))
        #expect(seen.standing.joined == ["bawaslu_prov"] && seen.standing.changed.isEmpty)
        #expect(UnsettledSite(seen, readers: codes) == nil)
        // The whole site is new: its newcomers are no news.
        #expect(seen.newcomers(at: time(1)).isEmpty)
        try site.close(Self.week + 2)
        #expect(try site.seen(now: time(Self.week + 2)).newcomers(at: time(Self.week + 2)).count == 1)
    }

    // MARK: Auditor and witnesses

    @Test func anotherAuditorNeedsTheOldOnesWord() throws {
        let (old, next) = (try key(60), try key(61).publicKey)
        for auditor in [next, nil] {
            var site = try SampleSourceSite(auditor: old.publicKey)
            let entries = try site.renew { descriptor in
                descriptor.auditor = auditor.map { Auditor(name: "Lain", kind: .ngo, key: $0) }
            }
            try site.close(1, entries)
            guard case .auditor? = try unsettled(site, site.standing(), at: time(1)) else { throw Missing() }
            let word = try site.succession("", from: old, to: next)
            #expect(try (unsettled(site, site.standing([word]), at: time(1)) == nil) == (auditor != nil))
            let forged = try site.succession("", from: key(9), to: next)
            #expect(try unsettled(site, site.standing([forged]), at: time(1)) != nil)
            let settled = site
            try site.close(Self.week + 2)
            let later = try settled.standing(in: site, cosigned: nil)
            #expect(try unsettled(site, later, at: time(Self.week + 2)) == nil)
        }
        // Who had none loses nobody.
        var site = try SampleSourceSite()
        try site.close(1, try site.renew { $0.auditor = Auditor(name: "Baru", kind: .ngo, key: next) })
        #expect(try unsettled(site, site.standing(), at: time(1)) == nil)
    }

    @Test func theWordsOfSeveralStandInOneList() throws {
        let (old, next) = (try key(60), try key(61).publicKey)
        var site = try SampleSourceSite(auditor: old.publicKey)
        let identity = site.readers[1].identity
        try site.close(1, try site.replaceIdentity(of: 1))
        try site.close(2, try site.renew { $0.auditor?.key = next })
        let words = [
            try site.succession("bkn", from: identity, to: site.descriptor.agencies[1].identity),
            try site.succession("", from: old, to: next),
        ]
        for shown in [words, words.reversed()] {
            #expect(try unsettled(site, site.standing(shown), at: time(2)) == nil)
        }
    }

    @Test func fewerWitnessesAreAsGoodAsNone() throws {
        var site = try SampleSourceSite(quorum: 1)
        try site.close(1, try site.renew { $0.quorum = 0 })
        let young = try unsettled(site, site.standing(), at: time(1))
        guard case .witnesses(let term)? = young else { throw Missing() }
        #expect(term.since == Self.t0 && term.until == Self.t0 + 7 * 86_400 + 3 * Self.epoch + 3_600)
        // After that it is not the time which is missing.
        try site.close(Self.week + 4)
        guard case .witnesses(let late)? = try unsettled(site, site.standing(), at: time(Self.week + 4))
        else {
            throw Missing()
        }
        #expect(late.until == nil)
    }

    /// Whoever has got rid of the old witnesses shows what they signed before, or has them sign an old tree again.
    @Test func theWitnessesOfBeforeHaveToSignOn() throws {
        var site = try SampleSourceSite(quorum: 1)
        let newcomer = Witness(name: "saksi-baru", key: try key(70).publicKey)
        try site.close(1, try site.renew { $0.witnesses.append(newcomer) })
        let size = site.state.size
        for number: UInt64 in 2...6 { try site.close(number) }
        let now = time(6)
        let patience = 2 * Self.epoch + 3_600
        for (older, signed, isSettled) in [
            (nil, now - 60, true), (nil, now - patience, true), (nil, now - patience - 1, false),
            (size, now - 60, false), (size, time(1), false),
        ] as [(UInt64?, UInt64, Bool)] {
            let seen = try site.seen(site.witnessed(older, at: signed), now: now)
            let found = UnsettledSite(seen, readers: codes)
            if case .witnesses? = found {} else { #expect(found == nil) }
            #expect((found == nil) == isSettled, "\(older ?? 0) \(now - signed)")
            #expect(seen.hasWitnessed(0, at: try site.trusted(now: now)) == isSettled)
        }
    }

    @Test func theWitnessesOfBeforeSignForSevenDays() throws {
        let own = try key(70)
        let newcomer = Witness(name: "saksi-baru", key: own.publicKey)
        let changes: [(isSmaller: Bool, (inout SiteDescriptor) -> Void)] = [
            (true, { $0.witnesses = [newcomer] }),
            (true, { ($0.witnesses, $0.quorum) = ([], 0) }),
            (true, { $0.witnesses[0].key = newcomer.key }),
            (false, { $0.witnesses.append(newcomer) }),
        ]
        for (isSmaller, change) in changes {
            var site = try SampleSourceSite(quorum: 1)
            let old = site.witness
            try site.close(1, try site.renew(change))
            let now = time(1)
            let standing = try site.standing()
            let alone = UnsettledSite(
                try site.seen(WitnessedReply(newest: nil, follows: nil, standing: standing), now: now),
                readers: codes)
            #expect((alone != nil) == isSmaller)
            guard let name = site.descriptor.witnesses.last?.name else { continue }
            let new = try site.seen(site.cosigned(by: [(name, own)], at: now - 60, standing), now: now)
            guard case .witnesses? = UnsettledSite(new, readers: codes) else { throw Missing() }
            #expect(new.freshness == .byOperator(scheduled: Self.t0 + Self.epoch))
            guard name != "saksi" else { continue }
            let both = try site.cosigned(by: [(name, own), ("saksi", old)], at: now - 60, standing)
            let seen = try site.seen(both, now: now)
            #expect(UnsettledSite(seen, readers: codes) == nil)
            guard case .witnessed = seen.freshness else { throw Missing() }
        }
    }

    /// A site that had no quorum has nothing to lose, and nothing that new witnesses could make good.
    @Test func firstWitnessesSayNothingYet() throws {
        var site = try SampleSourceSite(quorum: 0)
        try site.close(1, try site.renew { $0.quorum = 1 })
        let seen = try site.seen(
            site.cosigned(by: [("saksi", site.witness)], at: time(1) - 60, site.standing()), now: time(1))
        #expect(UnsettledSite(seen, readers: codes) == nil)
        #expect(seen.freshness == .byOperator(scheduled: Self.t0 + Self.epoch))
    }

    // MARK: A visit

    private struct Scene {
        let site: SampleSourceSite
        let seen: SeenSite
        let keys: SourceKeys

        init(_ site: SampleSourceSite, now: UInt64) throws {
            self.site = site
            seen = try site.seen(now: now)
            keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
        }

        func parcel(_ readers: [AgencyCode]) throws -> Parcel {
            let sealed = try SealedSubmission(
                .sample, readers: readers, site: seen.site, keys: keys, random: { SampleBytes(5)($0) })
            return .submission(sealed, isRepeated: false)
        }

        /// The cells of a full visit at a site that answers decoys to all but the first.
        func visit(
            _ parcel: Parcel, at shown: SampleSourceSite? = nil, now: UInt64
        ) throws -> (requests: [ExchangeKind], Visited) {
            var visit = Visit(
                .full(FullErrand(after: seen, inbox: keys, parcel: parcel)), fingerprint: site.fingerprint,
                tlsKey: site.descriptor.tls[0], exporter: FixedBytes<32>([UInt8](repeating: 7, count: 32)),
                random: { SampleBytes(6)($0) })
            var requests: [ExchangeKind] = []
            var action = visit.start()
            while case .send(let request) = action {
                requests.append(request.discriminant)
                let result: ExchangeResult =
                    request.discriminant == .site ? .site(try (shown ?? site).reply()) : .decoy(Decoy())
                action = visit.receive(ExchangeReply(more: false, result: result), now: now)
            }
            guard case .finish(.visited(let visited)) = action else { throw Missing() }
            return (requests, visited)
        }
    }

    /// The machine itself keeps it back, whoever drives it.
    @Test func nothingLeavesForAnIdentityThatIsTooNew() throws {
        var site = try SampleSourceSite()
        try site.close(1, try site.replaceIdentity(of: 1))
        let scene = try Scene(site, now: time(1))
        let (requests, visited) = try scene.visit(scene.parcel(codes), now: time(1))
        #expect(requests == [.site, .inbox, .decoy, .decoy])
        guard case .unsettled(.identities(["bkn"], _)) = visited.parcel else { throw Missing() }
        let (others, _) = try scene.visit(scene.parcel(["bawaslu_prov", "bkpsdm"]), now: time(1))
        #expect(others == [.site, .inbox, .submit, .decoy])
    }

    /// A look shows the right site, and the visit behind it another identity: a reply would be sealed to it.
    @Test func nothingIsSealedToAnIdentityThatTheLookDidNotShow() throws {
        let site = try SampleSourceSite()
        var later = site
        try later.close(1, try later.replaceIdentity(of: 1))
        let scene = try Scene(site, now: time(1))
        let reply = Parcel.reply(ReplyDraft(text: "Besok.", agency: "bkn"))
        let (requests, visited) = try scene.visit(reply, at: later, now: time(1))
        #expect(requests == [.site, .inbox, .decoy, .decoy])
        guard case .unsettled(.identities(["bkn"], _)) = visited.parcel else { throw Missing() }
        let other = Parcel.reply(ReplyDraft(text: "Besok.", agency: "bkpsdm"))
        let (_, allowed) = try scene.visit(other, at: later, now: time(1))
        #expect(allowed.parcel == .notSealed)
    }

    @Test func onlyWhatTheLookShowedIsSettled() throws {
        let site = try SampleSourceSite()
        let seen = try site.seen(now: time(1))
        for replacesIdentity in [true, false] {
            var later = site
            if replacesIdentity { _ = try later.replaceIdentity(of: 1) }
            try later.close(
                1, try later.renew { $0.agencies[1].lineage = replacesIdentity ? Hash() : sha256([1]) })
            let shown = try later.trusted(now: time(1))
            #expect(!seen.isSettled("bkn", at: shown))
            #expect(seen.isSettled("bkpsdm", at: shown) && seen.isSettled("bkn"))
        }
        // Where nothing is proven nobody is settled, and nobody who is not there any more either.
        let reply = WitnessedReply(newest: nil, follows: nil, standing: nil)
        let unproven = try site.seen(reply, now: time(1))
        for code in codes + ["inspektorat"] { #expect(!unproven.isSettled(code)) }
    }

    // MARK: Words, and bytes of every kind

    @Test func aPersonIsToldSinceWhenAndWhatToDo() throws {
        var site = try SampleSourceSite()
        try site.close(1, try site.replaceIdentity(of: 1))
        let found = try #require(try unsettled(site, site.standing(), at: time(1)))
        #expect(found.failure.kind == .tryLater)
        for language in [Language.indonesian, .english] {
            let text = found.failure.text(language)
            #expect(text.contains("bkn") && text.contains("--exclude bkn") && text.contains("WIB"))
        }
        #expect(found.failure.text(.english).contains("Nothing was sent"))
        #expect(found.failure.text(.indonesian).contains("Tidak ada yang dikirim"))
    }

    @Test func whateverIsShownEndsInAFinding() throws {
        var site = try SampleSourceSite(quorum: 1)
        try site.close(1, try site.replaceIdentity(of: 1))
        let old = site
        try site.close(Self.week + 2)
        let now = time(Self.week + 2)
        let right = try old.standing(in: site, cosigned: now - 8 * 86_400 + 40_000)
        let changes: [(inout Standing) -> Void] = [
            { $0.path = [] }, { $0.path.append(Hash()) }, { $0.path.removeLast() },
            { $0.path = Array(repeating: Hash(), count: 63) }, { $0.seen?.epoch.scheduled = .max },
            { $0.seen?.epoch.number = .max }, { $0.seen?.checkpoint = "" }, { $0.seen?.checkpoint = "x\n\n" },
            { $0.seen?.previous = Hash() }, { $0.seen = nil }, { $0.descriptor.serial = .max },
            { $0.descriptor.quorum = 255 }, { $0.descriptor.agencies = [] }, { $0.since = .max },
        ]
        for change in changes {
            var standing = right
            change(&standing)
            let found = Result { try unsettled(site, standing, at: now) }
            if case .success(nil) = found { #expect(standing.since == .max) }
            for clock: UInt64 in [0, 1, .max] {
                _ = try? SeenSite(
                    WitnessedReply(newest: nil, follows: nil, standing: standing),
                    at: site.trusted(now: now), now: clock)
            }
        }
    }
}
