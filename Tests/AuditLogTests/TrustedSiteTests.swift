import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct TrustedSiteTests {
    private let log: SampleLog
    private let now = SampleSite.t0 + 100

    init() throws {
        log = try SampleLog.busy()
    }

    private struct Missing: Error {}

    private func reply(_ log: SampleLog, cosigners: Int = 2) throws -> SiteReply {
        let last = UInt64(log.entries.count - 1)
        var reader = LeafHashReader(leaves: log.entries.map { MerkleTree.leafHash($0) })
        let proof = try InclusionProof(index: last, size: last + 1, reader: &reader)
        let note = try log.site.note(size: log.state.size, root: log.state.edge.root, cosigners: cosigners)
        let entry = try Entry(decoding: try #require(log.entries.last))
        guard case .epoch(let epoch) = entry.body else { throw Missing() }
        return SiteReply(
            descriptor: log.site.descriptor, keys: log.site.keys,
            checkpoint: String(decoding: note, as: UTF8.self), epoch: epoch, previous: entry.previous,
            proof: proof.path, channel: nil, work: .none)
    }

    private func trust(_ reply: SiteReply, tlsKey: Hash = SampleSite.tlsKey, now: UInt64? = nil) throws
        -> TrustedSite
    {
        try TrustedSite(
            reply: reply, fingerprint: log.site.fingerprint, tlsKey: tlsKey, now: now ?? self.now)
    }

    @Test func trusts_what_a_quorum_saw() throws {
        let site = try trust(reply(log))
        #expect(site.keySet == (try log.site.keySet()))
        #expect(site.epoch.number == SampleLog.lawful)
        #expect(site.freshness == .witnessed(at: SampleSite.t0 + 10))
        #expect(site.checkpoint.checkpoint.size == 1280)
    }

    @Test(arguments: [0, 1]) func says_that_freshness_rests_on_the_operator(cosigners: Int) throws {
        let site = try trust(reply(log, cosigners: cosigners))
        #expect(site.freshness == .byOperator(scheduled: SampleSite.t0 + SampleLog.lawful * 21_600))
    }

    @Test func is_timely_for_two_epochs_and_an_hour() throws {
        let due = SampleSite.t0 + SampleLog.lawful * 21_600
        let site = try trust(reply(log, cosigners: 0))
        #expect(site.timeliness(at: due) == .timely)
        #expect(site.timeliness(at: due + 2 * 21_600 + 3_600) == .timely)
        #expect(site.timeliness(at: due + 2 * 21_600 + 3_601) == .stale(since: due))
        // An old view is stale whatever witnesses say of it; a clock an epoch behind takes no promise of this site.
        #expect(site.timeliness(at: due - 21_600) == .timely)
        #expect(site.timeliness(at: due - 21_601) == .ahead(due: due))
        #expect(site.timeliness(at: 0) == .ahead(due: due))
        // A witness's word that is older than the epoch counts instead of it.
        let seen = try trust(reply(log))
        #expect(seen.timeliness(at: due) == .stale(since: SampleSite.t0 + 10))
    }

    @Test func descriptor_not_latest_refused() throws {
        var old = try reply(log)
        old.descriptor = try SampleSite().descriptor
        let error = #expect(throws: LogError.self) { try trust(old) }
        #expect(error?.field == "Epoch.key_set")
        #expect(error?.code == .descriptorInvalid)
        #expect(error?.expected == (try log.site.keySet().hex))

        var oldKeys = try reply(log)
        oldKeys.keys[1] = try SampleSite().keys[1]
        #expect(throws: LogError.self) { try trust(oldKeys) }
        #expect((#expect(throws: LogError.self) { try trust(oldKeys) })?.field == "Epoch.key_set")
    }

    @Test func another_root_is_refused_with_both_fingerprints() throws {
        let reply = try reply(log)
        let error = #expect(throws: LogError.self) {
            try TrustedSite(reply: reply, fingerprint: sha256([1]), tlsKey: SampleSite.tlsKey, now: now)
        }
        #expect(error?.expected == sha256([1]).hex)
        #expect(error?.found == log.site.fingerprint.hex)
    }

    /// In the order of the protocol: each reply is right up to one point.
    @Test func says_which_check_failed() throws {
        func field(_ change: (inout SiteReply) throws -> Void) throws -> String? {
            var changed = try reply(log)
            try change(&changed)
            return #expect(throws: LogError.self) { try trust(changed) }?.field
        }
        #expect(try field { $0.descriptor.quorum = 1 } == "SiteDescriptor.signature")
        #expect(try field { $0.descriptor.format = 2 } == "SiteDescriptor.format")
        #expect(try field { $0.keys.swapAt(0, 1) } == "SiteReply.keys")
        #expect(try field { $0.keys.removeLast() } == "SiteReply.keys")
        #expect(try field { $0.keys[0].notAfter += 1 } == "AgencyKeys.signature")
        #expect(try field { $0.checkpoint = "x" } == "checkpoint")
        #expect(try field { $0.epoch.number = 8 } == "proof")
        #expect(try field { $0.epoch.keySet = Hash() } == "proof")
        #expect(try field { $0.proof.removeLast() } == "proof")
        #expect(try field { $0.previous = Hash() } == "proof")
        #expect(
            (#expect(throws: LogError.self) { try trust(reply(log), tlsKey: Hash()) })?.field
                == "SiteDescriptor.tls")
        let late = log.site.descriptor.notAfter
        _ = try trust(reply(log), now: late)
        #expect(
            (#expect(throws: LogError.self) { try trust(reply(log), now: late + 1) })?.field
                == "SiteDescriptor.not_after")
    }

    /// A key of a day, signed by the key that the descriptor names behind a label of its own.
    private func channel(_ change: (inout ChannelKey) -> Void = { _ in }) throws -> ChannelKey {
        let start = now / 86_400 * 86_400
        var key = ChannelKey(
            format: 1, id: 1, notBefore: start, notAfter: start + 86_399,
            key: [UInt8](repeating: 1, count: 1_216), signature: Signature())
        change(&key)
        return try key.signed(by: log.site.channel, origin: log.site.origin)
    }

    @Test func a_channel_key_is_of_its_day_and_of_the_site() throws {
        var shown = try reply(log)
        shown.channel = try channel()
        let start = now / 86_400 * 86_400
        #expect(try trust(shown).channel == shown.channel)
        #expect(try trust(reply(log)).channel == nil)
        // A clock may be off by a day, and is named where it is off by more.
        for time in [start - 86_400, start + 2 * 86_400 - 1] { _ = try trust(shown, now: time) }
        for time in [start - 86_401, start + 2 * 86_400] {
            #expect((#expect(throws: LogError.self) { try trust(shown, now: time) })?.code == .clock)
        }
        func error(_ channel: ChannelKey) throws -> LogError? {
            shown.channel = channel
            return #expect(throws: LogError.self) { try trust(shown) }
        }
        #expect(try error(channel { $0.format = 2 })?.field == "ChannelKey.format")
        #expect(try error(channel { $0.notBefore += 1 })?.field == "ChannelKey.not_after")
        #expect(try error(channel { $0.notAfter += 1 })?.field == "ChannelKey.not_after")
        #expect(
            try error(channel { ($0.notBefore, $0.notAfter) = (.max, 0) })?.field == "ChannelKey.not_after")
        var forged = try channel()
        forged.key[0] = 2
        #expect(try error(forged)?.code == .signatureInvalid)
        // Another key of the site, another site, another label.
        #expect(
            try error(channel().signed(by: log.site.promise, origin: log.site.origin))?.code
                == .signatureInvalid)
        #expect(
            try error(channel().signed(by: log.site.channel, origin: "lain.example/log"))?.code
                == .signatureInvalid)
        let body = [UInt8](try channel().encoded().dropLast(64))
        var other = try channel()
        other.signature = try log.site.channel.sign(
            label: SignatureLabel.promise.label, origin: log.site.origin, body: body)
        #expect(try error(other)?.code == .signatureInvalid)
        other.signature = try log.site.channel.sign(
            label: SignatureLabel.channelKey.label, origin: log.site.origin, body: body)
        shown.channel = other
        _ = try trust(shown)
    }

    @Test(arguments: [(-720, true), (840, true), (-721, false), (841, false), (420, true)])
    func time_zones_are_those_of_the_earth(_ minutes: Int16, _ isRight: Bool) throws {
        var site = try SampleSite()
        try site.renew { $0.timeZone = UInt16(bitPattern: minutes) }
        if isRight {
            try site.descriptor.check(fingerprint: site.fingerprint)
        } else {
            let error = #expect(throws: LogError.self) {
                try site.descriptor.check(fingerprint: site.fingerprint)
            }
            #expect(error?.field == "SiteDescriptor.time_zone")
        }
    }

    @Test func witnesses_outside_government_are_counted() throws {
        var site = try SampleSite()
        #expect(site.descriptor.witnessesOutsideGovernment.count == 2)
        try site.renew { descriptor in
            descriptor.witnesses = (descriptor.agencies.map(\.code) + ["auditor"]).enumerated().map {
                Witness(name: "\(descriptor.origin)/\($1)", key: sha256([UInt8($0)]))
            }
            descriptor.agencies[0].kind = .bawasluProv
        }
        #expect(site.descriptor.witnessesOutsideGovernment == [])
        try site.renew { $0.auditor?.kind = .ngo }
        #expect(site.descriptor.witnessesOutsideGovernment.map(\.name) == ["\(site.origin)/auditor"])
        // A kind that is unknown here is judged by its number.
        try site.renew { $0.agencies[1].kind = AgencyKind(rawValue: 40_000) }
        #expect(site.descriptor.witnessesOutsideGovernment.count == 2)
        try site.renew { $0.agencies[1].kind = AgencyKind(rawValue: 400) }
        #expect(site.descriptor.witnessesOutsideGovernment.count == 1)
    }

    @Test func a_checkpoint_of_another_log_is_refused() throws {
        let other = try SampleSite(origin: "lain.example/log")
        var changed = try reply(log)
        changed.checkpoint = String(
            decoding: try other.note(size: log.state.size, root: log.state.edge.root), as: UTF8.self)
        #expect((#expect(throws: LogError.self) { try trust(changed) })?.code == .signatureInvalid)
    }

    @Test func card_keys_are_good_anywhere_and_others_only_here() throws {
        let site = try SampleSite()
        var keys = site.keys[0]
        try keys.check(in: site.descriptor)
        keys.serial = 1
        keys.previous = sha256([1])
        keys = try keys.signed(by: site.agencies[0].identity, origin: "")
        #expect(throws: LogError.self) { try keys.check(in: site.descriptor) }
        keys.origin = site.origin
        keys = try keys.signed(by: site.agencies[0].identity, origin: site.origin)
        try keys.check(in: site.descriptor)
        keys = try keys.signed(by: site.agencies[1].identity, origin: site.origin)
        #expect(throws: LogError.self) { try keys.check(in: site.descriptor) }
    }
}
