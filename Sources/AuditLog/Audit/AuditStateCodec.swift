import Cases
import TransparencyLog
package import Wire
import Words

// struct {
//     uint16 format;
//     utf8 level<0..64>;                  the agency's code, "*" for the auditor, empty for the public
//     uint64 size;
//     Hash edge<0..63>;
//     Hash last_leaf;
//     Epoch last_epoch;
//     SiteDescriptor descriptor;
//     AgencyHistory agencies<0..4096>;    ascending by code
//     Identities identities<0..4096>;     ascending by code; the empty one is the auditor's
//     IdentityChange endorsements<0..4096>;
//     SiteEvent recent<0..4096>;
//     Ledger ledgers<0..4096>;            ascending by code
//     optional<AuditorTerm> auditor;
//     AttestedEnd ends<0..64>;
//     optional<AttestedTree> attested;
//     optional<CalendarMonth> month;
//     SaidMonth said<0..240>;
//     Kept kept<0..80000>;                ascending by commitment
//     uint64 counts[13];
// } AuditState;
extension AuditState: WireMessage {
    /// Bytes of the longest stored state.
    package static var maximumSize: Int { 1 << 28 }
    /// Whether these bytes are a state of an earlier program, which it takes a whole audit to make anew.
    package static func isOfAnotherFormat(_ bytes: [UInt8]) -> Bool {
        bytes.count > 2 && (UInt16(bytes[0]) << 8 | UInt16(bytes[1])) != format
    }

    private static let limit = 0...4096
    private static let kept = 0...80_000
    private static let format: UInt16 = 5

    /// Reads a stored state, and nothing that `write` does not write.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let format = try reader.uint16("AuditState.format")
        guard format == Self.format else { throw reader.unknown(format, "AuditState.format", width: 2) }
        level = AuditLevel(stored: try reader.utf8(0...64, "AuditState.level"))
        let size = try reader.uint64("AuditState.size")
        let hashes = try reader.vector(0...63, "AuditState.edge") { reader throws(DecodeError) in
            let hash: Hash = try reader.fixed("AuditState.edge")
            return hash
        }
        guard size <= Checkpoint.maximumSize, let edge = RightEdge(count: size, hashes: hashes) else {
            let count = size.nonzeroBitCount
            throw DecodeError(
                .bound(count: hashes.count, minimum: count, maximum: count), field: "AuditState.edge",
                offset: 0)
        }
        self.edge = edge
        lastLeaf = try reader.fixed("AuditState.last_leaf")
        lastEpoch = try Epoch(from: &reader)
        descriptor = try SiteDescriptor(from: &reader)
        let histories = try reader.vector(Self.limit, "AuditState.agencies") { reader throws(DecodeError) in
            try AgencyHistory(from: &reader)
        }
        agencies = histories.reduce(into: [:]) { $0[$1.newest.agency] = $1 }
        let terms = try reader.vector(Self.limit, "AuditState.identities") { reader throws(DecodeError) in
            let code = try reader.utf8(0...32, "Identities.agency")
            let terms = try reader.vector(1...4096, "Identities.terms") { reader throws(DecodeError) in
                IdentityTerm(
                    index: try reader.uint64("IdentityTerm.index"), key: try reader.fixed("IdentityTerm.key"))
            }
            return (code, terms)
        }
        identities = terms.reduce(into: [:]) { $0[$1.0] = $1.1 }
        let changes = try reader.vector(Self.limit, "AuditState.endorsements") { reader throws(DecodeError) in
            IdentityChange(
                agency: try reader.utf8(0...32, "IdentityChange.agency"),
                old: try reader.fixed("IdentityChange.old"), new: try reader.fixed("IdentityChange.new"))
        }
        endorsements = Set(changes)
        recent = try reader.vector(Self.limit, "AuditState.recent") { reader throws(DecodeError) in
            try SiteEvent(from: &reader)
        }
        let stored = try reader.vector(Self.limit, "AuditState.ledgers") { reader throws(DecodeError) in
            (try reader.utf8(1...32, "Ledger.agency"), try AccountLedger(from: &reader))
        }
        ledgers = stored.reduce(into: [:]) { $0[$1.0] = $1.1 }
        auditor = try reader.optional("AuditState.auditor") { reader throws(DecodeError) in
            AuditorTerm(
                key: try reader.fixed("AuditorTerm.key"), since: try reader.uint64("AuditorTerm.since"))
        }
        attestations = try AttestationCheck(from: &reader)
        months = try MonthCheck(from: &reader)
        let records = try reader.vector(Self.kept, "AuditState.kept") { reader throws(DecodeError) in
            let commitment: Hash = try reader.fixed("Kept.commitment")
            return (commitment, try ErasureCheck.Kept(from: &reader))
        }
        kept = records.reduce(into: [:]) { $0[$1.0] = $1.1 }
        counts = try AuditCounts(from: &reader)
    }

    /// Writes the state as it is stored.
    package func write(to writer: inout WireWriter) {
        writer.uint16(Self.format)
        writer.utf8(level.stored, 0...64, "AuditState.level")
        writer.uint64(edge.count)
        writer.vector(edge.hashes, 0...63, "AuditState.edge") { $0.fixed($1) }
        writer.fixed(lastLeaf)
        lastEpoch.write(to: &writer)
        descriptor.write(to: &writer)
        let histories = agencies.values.sorted { $0.newest.agency.precedes($1.newest.agency) }
        writer.vector(histories, Self.limit, "AuditState.agencies") { $1.write(to: &$0) }
        writer.vector(
            identities.sorted { $0.key.precedes($1.key) }, Self.limit, "AuditState.identities"
        ) { writer, terms in
            writer.utf8(terms.key, 0...32, "Identities.agency")
            writer.vector(terms.value, 1...4096, "Identities.terms") { writer, term in
                writer.uint64(term.index)
                writer.fixed(term.key)
            }
        }
        let changes = endorsements.sorted {
            ($0.agency + $0.old.hex + $0.new.hex).precedes($1.agency + $1.old.hex + $1.new.hex)
        }
        writer.vector(changes, Self.limit, "AuditState.endorsements") { writer, change in
            writer.utf8(change.agency, 0...32, "IdentityChange.agency")
            writer.fixed(change.old)
            writer.fixed(change.new)
        }
        writer.vector(recent, Self.limit, "AuditState.recent") { $1.write(to: &$0) }
        let sorted = ledgers.sorted { $0.key.precedes($1.key) }
        writer.vector(sorted, Self.limit, "AuditState.ledgers") { writer, ledger in
            writer.utf8(ledger.key, 1...32, "Ledger.agency")
            ledger.value.write(to: &writer)
        }
        writer.optional(auditor) { writer, term in
            writer.fixed(term.key)
            writer.uint64(term.since)
        }
        attestations.write(to: &writer)
        months.write(to: &writer)
        let records = kept.sorted { HashWords($0.key) < HashWords($1.key) }
        writer.vector(records, Self.kept, "AuditState.kept") { writer, record in
            writer.fixed(record.key)
            record.value.write(to: &writer)
        }
        counts.write(to: &writer)
    }
}

extension AuditLevel {
    /// No agency has the code `*`.
    fileprivate init(stored text: String) {
        self = text.isEmpty ? .public : text == "*" ? .auditor : .agency(text)
    }

    fileprivate var stored: String {
        switch self {
        case .public: ""
        case .agency(let code): code
        case .auditor: "*"
        }
    }
}

extension AgencyHistory {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        newest = try AgencyKeys(from: &reader)
        index = try reader.uint64("AgencyHistory.index")
        acts = try reader.vector(0...65_535, "AgencyHistory.acts") { reader throws(DecodeError) in
            ActKey(key: try reader.fixed("ActKey.key"), identity: try reader.fixed("ActKey.identity"))
        }
        keys = try reader.vector(0...65_535, "AgencyHistory.keys") { reader throws(DecodeError) in
            let key: Hash = try reader.fixed("LoggedKey.key")
            let number = try reader.uint8("LoggedKey.use")
            guard let use = LoggedKey.Use(rawValue: number) else {
                throw reader.unknown(number, "LoggedKey.use", width: 1)
            }
            return LoggedKey(key: key, use: use, index: try reader.uint64("LoggedKey.index"))
        }
    }

    fileprivate func write(to writer: inout WireWriter) {
        newest.write(to: &writer)
        writer.uint64(index)
        writer.vector(acts, 0...65_535, "AgencyHistory.acts") { writer, act in
            writer.fixed(act.key)
            writer.fixed(act.identity)
        }
        writer.vector(keys, 0...65_535, "AgencyHistory.keys") { writer, key in
            writer.fixed(key.key)
            writer.uint8(key.use.rawValue)
            writer.uint64(key.index)
        }
    }
}

extension AccountLedger {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        let count = try reader.uint64("Ledger.count")
        let state = try reader.vector(8...8, "Ledger.state") { reader throws(DecodeError) in
            try reader.uint32("Ledger.state")
        }
        let odd: Hash? = try reader.optional("Ledger.odd") { reader throws(DecodeError) in
            try reader.fixed("Ledger.odd")
        }
        guard let digest = CommitmentDigest(count: count, state: state, odd: odd) else {
            throw DecodeError(.unknownValue(count), field: "Ledger.count", offset: 0)
        }
        let closes = try reader.vector(0...Self.memory, "Ledger.closes") { reader throws(DecodeError) in
            try Close(from: &reader)
        }
        let accounted = try reader.optional("Ledger.accounted") { reader throws(DecodeError) in
            Accounted(
                through: try reader.uint64("Accounted.through"),
                scheduled: try reader.uint64("Accounted.scheduled"))
        }
        let begun = try reader.optional("Ledger.begun") { reader throws(DecodeError) in
            try reader.uint64("Ledger.begun")
        }
        self.init(digest: digest, closes: closes, accounted: accounted, begun: begun)
    }

    fileprivate func write(to writer: inout WireWriter) {
        writer.uint64(digest.count)
        writer.vector(digest.state, 8...8, "Ledger.state") { $0.uint32($1) }
        writer.optional(digest.odd) { $0.fixed($1) }
        writer.vector(closes, 0...Self.memory, "Ledger.closes") { $1.write(to: &$0) }
        writer.optional(accounted) { writer, accounted in
            writer.uint64(accounted.through)
            writer.uint64(accounted.scheduled)
        }
        writer.optional(begun) { $0.uint64($1) }
    }
}

extension ErasureCheck.Kept {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        index = try reader.uint64("Kept.index")
        included = try reader.uint64("Kept.included")
        retention = try reader.uint16("Kept.retention")
        content = try reader.fixed("Kept.content")
        isErased = try reader.bool("Kept.is_erased")
    }

    fileprivate func write(to writer: inout WireWriter) {
        writer.uint64(index)
        // Nothing of an open batch is in a state.
        writer.uint64(included ?? 0)
        writer.uint16(retention)
        writer.fixed(content)
        writer.bool(isErased)
    }
}

extension AccountLedger.Close {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        total = AccountTotal(
            through: try reader.uint64("AccountTotal.through"),
            count: try reader.uint64("AccountTotal.count"),
            commitments: try reader.fixed("AccountTotal.commitments"))
        scheduled = try reader.uint64("Close.scheduled")
    }

    fileprivate func write(to writer: inout WireWriter) {
        writer.uint64(total.through)
        writer.uint64(total.count)
        writer.fixed(total.commitments)
        writer.uint64(scheduled)
    }
}

extension AttestationCheck {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        let ends = try reader.vector(0...Self.memory, "AuditState.ends") { reader throws(DecodeError) in
            End(
                tree: try AttestedTree(from: &reader), root: try reader.fixed("AttestedEnd.root"),
                sealed: try reader.uint64("AttestedEnd.sealed"))
        }
        let newest = try reader.optional("AuditState.attested") { reader throws(DecodeError) in
            try AttestedTree(from: &reader)
        }
        self.init(ends: ends, newest: newest)
    }

    fileprivate func write(to writer: inout WireWriter) {
        writer.vector(ends, 0...Self.memory, "AuditState.ends") { writer, end in
            end.tree.write(to: &writer)
            writer.fixed(end.root)
            writer.uint64(end.sealed)
        }
        writer.optional(newest) { $1.write(to: &$0) }
    }
}

extension MonthCheck {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        let month = try reader.optional("AuditState.month") { reader throws(DecodeError) in
            try CalendarMonth(from: &reader)
        }
        let said = try reader.vector(0...Self.memory, "AuditState.said") { reader throws(DecodeError) in
            SaidMonth(
                month: try CalendarMonth(from: &reader), index: try reader.uint64("SaidMonth.index"),
                hash: try reader.fixed("SaidMonth.hash"),
                isAttested: try reader.bool("SaidMonth.is_attested"),
                isRecomputed: try reader.bool("SaidMonth.is_recomputed"))
        }
        self.init(clock: MonthClock(month), said: said)
    }

    fileprivate func write(to writer: inout WireWriter) {
        writer.optional(clock.current) { $1.write(to: &$0) }
        writer.vector(said, 0...Self.memory, "AuditState.said") { writer, month in
            month.month.write(to: &writer)
            writer.uint64(month.index)
            writer.fixed(month.hash)
            writer.bool(month.isAttested)
            writer.bool(month.isRecomputed)
        }
    }
}

extension CalendarMonth {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        let (year, month) = (
            try reader.uint16("CalendarMonth.year"), try reader.uint8("CalendarMonth.month")
        )
        guard let known = Self(year: year, month: month) else {
            throw reader.unknown(month, "CalendarMonth.month", width: 1)
        }
        self = known
    }

    fileprivate func write(to writer: inout WireWriter) {
        writer.uint16(year)
        writer.uint8(month)
    }
}

extension AttestedTree {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        size = try reader.uint64("AttestedTree.size")
        guard size > 0 else {
            throw DecodeError(.unknownValue(size), field: "AttestedTree.size", offset: 0)
        }
        epoch = try reader.uint64("AttestedTree.epoch")
        scheduled = try reader.uint64("AttestedTree.scheduled")
    }

    fileprivate func write(to writer: inout WireWriter) {
        writer.uint64(size)
        writer.uint64(epoch)
        writer.uint64(scheduled)
    }
}

extension AuditCounts {
    fileprivate init(from reader: inout WireReader) throws(DecodeError) {
        self.init()
        try eachCount { count throws(DecodeError) in
            count = try reader.uint64("AuditState.counts")
            // Counting goes on from here.
            guard count <= Checkpoint.maximumSize else {
                throw DecodeError(.unknownValue(count), field: "AuditState.counts", offset: 0)
            }
        }
    }

    fileprivate func write(to writer: inout WireWriter) {
        var counts = self
        counts.eachCount { writer.uint64($0) }
    }

    /// The counts in the order in which they are stored.
    private mutating func eachCount<Fault: Error>(
        _ body: (inout UInt64) throws(Fault) -> Void
    ) throws(Fault) {
        try body(&entries)
        try body(&checkpoints)
        try body(&descriptors)
        try body(&epochs)
        try body(&sealed)
        try body(&opened)
        try body(&filler)
        try body(&erased)
        try body(&garbage)
        try body(&unopenable)
        try body(&notUnderstood)
        try body(&envelopes)
        try body(&unchecked)
    }
}
