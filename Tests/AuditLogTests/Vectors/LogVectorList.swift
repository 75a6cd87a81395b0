import AuditLog
import Cases
import Keys
import TestSupport
import Testing
import Wire

extension LogVectors {
    /// What the file has to contain.
    static func made() throws -> LogVectors {
        var making = try LogVectorMaking()
        try making.chains()
        try making.descriptors()
        try making.statements()
        try making.unknown()
        try making.records()
        try making.months()
        return making.vectors
    }
}

/// The first sealed entry of batch 0: behind a descriptor and three agencies' keys.
private let sealed = 4

extension LogVectorMaking {
    /// One batch: chain, tree, checkpoint, order, epoch.
    fileprivate mutating func chains() throws {
        let (site, log) = (site, try SampleLog(site))
        try batch("begun", log)
        let bodies = try log.bodies()
        let epoch = try #require(
            bodies.last.flatMap { if case .epoch(let epoch) = $0 { epoch } else { nil } })
        let last = bodies.count - 1
        try self.log("a log of one batch", "begun", .ok)
        try self.log("an entry says another index", "begun", .failed, [.chainBroken]) { [self] change in
            change.entries[100] = { try self.entry(101, $0, bodies[100]) }
        }
        try self.log("an entry names another one before it", "begun", .failed, [.chainBroken]) {
            [self] change in
            change.entries[100] = { _ in try self.entry(100, sha256([1]), bodies[100]) }
        }
        try self.log("an entry has a byte behind it", "begun", .failed, [.entryUndecodable]) {
            [self] change in
            change.entries[100] = { try self.entry(100, $0, bodies[100]) + [0] }
        }
        try self.log("the checkpoint is of another tree", "begun", .failed, [.rootMismatch]) {
            $0.sign = { size, _ in try site.note(size: size, root: sha256([1])) }
        }
        try self.log("the checkpoint is by another log's key", "begun", .failed, [.signatureInvalid]) {
            var other = site
            other.log = site.promise
            $0.sign = { [other] in try other.note(size: $0, root: $1) }
        }
        try self.log("sealed entries out of their order", "begun", .failed, [.batchInvalid]) {
            $0.bodies = [100: bodies[101], 101: bodies[100]]
        }
        try self.log("a commitment twice", "begun", .failed, [.batchInvalid]) {
            $0.bodies = [100: bodies[101]]
        }
        try self.log("keys behind what is sealed", "begun", .failed, [.batchInvalid]) {
            $0.bodies = [3: bodies[sealed], sealed: bodies[3]]
        }
        try self.log("a batch without its epoch", "begun", .failed, [.batchInvalid]) { $0.size = last }
        for (name, code, change) in [
            ("an epoch at another time", .epochGap, { $0.scheduled += 1 }),
            ("an epoch that says another first entry", .batchInvalid, { $0.first = 1 }),
            ("an epoch that skipped nothing and says so", .epochGap, { $0.skipped = 1 }),
            ("an epoch with another key set", .descriptorInvalid, { $0.keySet = sha256([1]) }),
        ] as [(String, LogError.Code, (inout Epoch) -> Void)] {
            try self.log(name, "begun", .failed, [code]) {
                var changed = epoch
                change(&changed)
                $0.bodies = [last: .epoch(changed)]
            }
        }
        try self.log("an epoch that is not due by the clock", "begun", .incomplete) {
            $0.now = SampleSite.t0 - 100_000
        }
        try self.log("shorter than it was", "begun", .failed, [.rollback]) {
            $0.kept = try site.note(size: 512, root: sha256([1]))
        }
        try self.log("another log than it was", "begun", .failed, [.fork]) {
            $0.kept = try site.note(size: 256, root: sha256([1]))
        }
    }

    /// Descriptors and agency keys that break a rule, and are signed.
    fileprivate mutating func descriptors() throws {
        for (name, change) in [
            ("a quorum of more witnesses than there are", { $0.quorum = 3 }),
            ("two witnesses of one name", { $0.witnesses[1].name = $0.witnesses[0].name }),
            ("two witnesses of one key", { $0.witnesses[1].key = $0.witnesses[0].key }),
            ("the log as its own witness", { $0.witnesses[1].key = $0.log }),
            ("epochs of no time", { $0.epochSeconds = 0 }),
            ("a retention below 180 days", { $0.retention.payload = 179 }),
            ("a time zone that there is not", { $0.timeZone = 841 }),
            ("agencies out of their order", { $0.agencies.swapAt(0, 1) }),
            ("a serial of 0 behind another descriptor", { $0.previous = sha256([1]) }),
        ] as [(String, (inout SiteDescriptor) -> Void)] {
            let body = try descriptor(change)
            try log(name, "begun", .failed, [.descriptorInvalid, .epochGap, .signatureInvalid]) {
                $0.bodies = [0: body]
            }
        }
        try log(
            "a descriptor that its root did not sign", "begun", .failed,
            [.signatureInvalid, .descriptorInvalid, .epochGap]
        ) {
            [site] in
            var descriptor = site.descriptor
            descriptor.quorum = 1
            $0.bodies = [0: .site(descriptor)]
        }
        try log(
            "another root than the link names", "begun", .failed,
            [.descriptorInvalid, .epochGap, .signatureInvalid]
        ) {
            $0.root = sha256([1])
        }
        try log(
            "keys that another identity signed", "begun", .failed, [.signatureInvalid, .descriptorInvalid]
        ) {
            [site] in
            let keys = try site.keys[0].signed(by: site.agencies[1].identity, origin: "")
            $0.bodies = [1: .agencyKeys(keys)]
        }
        var moved = try SampleLog(site)
        try moved.site.renew { $0.log = site.promise.publicKey }
        try moved.close(1, PublicEntries(site: moved.site.descriptor))
        try batch("another log key", moved, behind: "begun")
        try log("a log key that changes", "another log key", .failed, [.descriptorInvalid])
    }

    /// Who may say what: the statement stands where the first sealed entry was.
    fileprivate mutating func statements() throws {
        var random = SeededGenerator(seed: 7)
        let stranger = try random.key()
        let early = Aggregate(
            format: 1, year: 2026, month: 1, holidays: 0, agencies: [], exact: Hash())
        for (name, result, codes, body) in [
            (
                "figures by an agency", .failed, [.signatureInvalid],
                try statement(.aggregate, [0, 2], by: site.agencies[0].act)
            ),
            (
                "figures by the auditor", .failed, [.signatureInvalid],
                try statement(.aggregate, [0, 2], by: site.auditor)
            ),
            (
                "figures by the operator's promise key", .failed, [.signatureInvalid],
                try statement(.aggregate, [0, 2], by: site.promise)
            ),
            (
                "figures of a month that is not over", .failed, [.statementInvalid],
                .statement(try Statement(log: early))
            ),
            (
                "an attestation by a stranger", .failed, [.signatureInvalid],
                try statement(.attestation, [0, 2], by: stranger)
            ),
            (
                "a page by the auditor", .failed, [.signatureInvalid],
                try statement(.page, [0, 2], by: site.auditor)
            ),
            (
                "a body of another format", .incomplete, [],
                try statement(.attestedBuild, [0, 2], by: site.auditor)
            ),
            (
                "a statement of an unknown kind", .incomplete, [],
                try statement(StatementKind(rawValue: 999), [], by: stranger)
            ),
        ] as [(String, AuditReport.Result, [LogError.Code], EntryBody)] {
            try log(name, "begun", result, codes) { $0.bodies = [sealed: body] }
        }
    }

    /// What a verifier does not know makes the result incomplete, and hides nothing.
    fileprivate mutating func unknown() throws {
        let bodies = try SampleLog(site).bodies()
        try log("an entry of an unknown kind", "begun", .incomplete) {
            $0.bodies = [100: .unknown(EntryKind(rawValue: 999), [1, 2, 3])]
        }
        try log("an entry of another format", "begun", .incomplete) { change in
            change.entries[100] = { _ in [0, 2, 9, 9] }
        }
        try log("agency keys of another format", "begun", .incomplete) { [site] change in
            var keys = site.keys[0]
            keys.format = 2
            change.bodies = [1: .agencyKeys(keys)]
        }
        try log("an entry of an unknown kind before a broken one", "begun", .failed, [.chainBroken]) {
            [self] change in
            change.bodies = [100: .unknown(EntryKind(rawValue: 999), [])]
            change.entries[101] = { _ in try self.entry(101, sha256([1]), bodies[101]) }
        }
    }

    /// Three batches: a report; what an agency did and the auditor's word; what they are given of it.
    fileprivate mutating func records() throws {
        var reported = try SampleLog(site)
        let agencies = ["bawaslu", "inspektorat"]
        let report = try reported.report(agencies)
        try reported.close(1)
        try batch("reported", reported, behind: "begun")

        var answered = reported
        try answered.message(about: report, direction: .question, agency: "bawaslu")
        try answered.act(by: 0, about: report, agencies: agencies)
        try answered.attest(2)
        try batch("answered", answered, behind: "reported")
        for reader in ["public", "bawaslu", "bkpsdm", "inspektorat"] {
            try log("to \(reader): a log with a report", "answered", .ok) { $0.reader = reader }
        }
        let place = try #require(answered.openings(for: .agency("bawaslu")).first)
        try log("an opening is withheld", "answered", .failed, [.accountMismatch]) {
            ($0.reader, $0.without) = ("bawaslu", [place.index])
        }
        try log("an opening of another record", "answered", .failed, [.recordMismatch, .accountMismatch]) {
            var other = place
            other.opening.nonce = sha256([1])
            ($0.reader, $0.openings) = ("bawaslu", [other])
        }
        try log("an envelope is gone without an erasure", "answered", .failed, [.unaccounted]) {
            var other = place
            other.length = 0
            ($0.reader, $0.openings) = ("bawaslu", [other])
        }
        try log("an envelope of a length that none has", "answered", .failed, [.envelopeMismatch]) {
            var other = place
            other.length = 31_745
            ($0.reader, $0.openings) = ("bawaslu", [other])
        }

        var silent = reported
        try silent.attest(2, without: "bawaslu")
        try batch("silent", silent, behind: "reported")
        try log("an attestation without an agency's account", "silent", .failed, [.accountMismatch]) {
            $0.reader = "bawaslu"
        }
        try log("the same to another agency", "silent", .ok) { $0.reader = "inspektorat" }

        var late = answered
        try late.close(8)
        try batch("late", late, behind: "answered")
        try log("nobody has said for long that an agency was shown everything", "late", .incomplete) {
            $0.reader = "bawaslu"
        }

        var forged = reported
        forged.site.agencies[0].act = site.promise
        try forged.act(by: 0, about: report, agencies: agencies)
        for (direction, agency) in [(Direction.question, "bawaslu"), (.note, "bkpsdm")] {
            try forged.stage(
                .messagePosted(
                    MessagePosted(
                        agencies: agencies, report: report, direction: direction, agency: agency, counter: 0,
                        envelope: forged.random.hash())), length: 31_744)
        }
        try forged.attest(2)
        try batch("forged", forged, behind: "reported")
        try log(
            "an act by a stranger; a question to two agencies, and a note by one that the report excludes",
            "forged",
            .failed, [.signatureInvalid, .recordMismatch].sorted { $0.rawValue < $1.rawValue }
        ) { $0.reader = "inspektorat" }

        for (name, number, result, codes) in [
            ("lawful", SampleLog.lawful, .ok, []),
            ("early", SampleLog.lawful - 1, .failed, [.erasureInvalid, .unaccounted]),
        ] as [(String, UInt64, AuditReport.Result, [LogError.Code])] {
            var erased = reported
            try erased.close(number - 1)
            try erased.erase(report)
            try erased.attest(number)
            try batch("erased, \(name)", erased, behind: "reported")
            try log("an erasure that is \(name)", "erased, \(name)", result, codes) {
                ($0.reader, $0.openings) = (
                    "bawaslu", erased.openings(for: .agency("bawaslu")).prefix(1).map { $0 }
                )
            }
        }

        var whole = try SampleLog(site)
        let only = try whole.report(agencies)
        try whole.close(1)
        try batch("whole, begun", try SampleLog(site), isWhole: true)
        try batch("whole", whole, behind: "whole, begun", isWhole: true)
        try log("to the auditor: every sealed entry is opened", "whole", .ok) { $0.reader = "auditor" }
        let index = try #require(try whole.openings.first { try Commitment.of($0.opening) == only }).index
        try log("to the auditor: an opening is withheld", "whole", .failed, [.unaccounted]) {
            ($0.reader, $0.without) = ("auditor", [index])
        }
        try log("to the auditor: the opening of a filler is withheld", "whole", .failed, [.unaccounted]) {
            ($0.reader, $0.without) = ("auditor", [UInt64(sealed)])
        }
    }

    /// January is over at epoch 66.
    fileprivate mutating func months() throws {
        var said = try SampleLog(site)
        for _ in 0..<6 { try said.report(["bawaslu", "bkpsdm"]) }
        try said.close(1)
        try said.close(66)
        try batch("a month", said, behind: "whole, begun", isWhole: true)
        let bodies = try said.bodies()
        let place = try #require(
            bodies.firstIndex {
                if case .statement(let statement) = $0 { statement.kind == .aggregate } else { false }
            })
        guard case .statement(let statement) = bodies[place] else { return }
        let honest = try Aggregate(decoding: statement.body)
        for reader in ["public", "auditor"] {
            try log("to \(reader): a month's figures", "a month", .ok) { $0.reader = reader }
        }
        try log("a month's figures are missing", "a month", .failed, [.statementInvalid]) { [self] in
            $0.bodies = [place: try self.statement(.integrityPact, [], by: site.root)]
        }
        for (name, reader, result, change) in [
            ("the figures of another month", "public", .failed, { $0.month = 2 }),
            (
                "figures without an agency", "public", .failed, { _ = $0.agencies.removeLast() }
            ),
            (
                "parts above their sum", "public", .failed,
                { $0.agencies[0].figures.removeAll { $0.measure == .open } }
            ),
            ("figures out of their order", "public", .failed, { $0.agencies[0].figures.reverse() }),
            (
                "more than there are, to the public", "public", .ok,
                { $0.agencies[0].figures[0].cases = .from20To99 }
            ),
            (
                "more than there are, to the auditor", "auditor", .failed,
                { $0.agencies[0].figures[0].cases = .from20To99 }
            ),
            ("other numbers behind the bands", "auditor", .failed, { $0.exact = sha256([1]) }),
        ] as [(String, String, AuditReport.Result, (inout Aggregate) -> Void)] {
            var other = honest
            change(&other)
            let codes: [LogError.Code] = result == .ok ? [] : [.statementInvalid]
            try log(name, "a month", result, codes) {
                $0.reader = reader
                $0.bodies = [place: .statement(try Statement(log: other))]
            }
        }
    }
}
