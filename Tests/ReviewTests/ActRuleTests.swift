import Cases
import Keys
import TestSupport
import Testing
import Wire

/// The rules of one act by itself, which the log's verifiers, the source and the server all hold it against.
@Suite struct ActRuleTests {
    private let report = sha256([1])
    private let keys: [SigningKey]
    private let stranger: SigningKey

    init() throws {
        let random = SampleBytes(41)
        keys = [try random.key(), try random.key()]
        stranger = try random.key()
    }

    /// Of the agency's first key, signed after `change`.
    private func act(
        _ kind: ActKind = .state, by key: SigningKey? = nil, origin: Origin = "o",
        _ change: (inout Act) throws -> Void = { _ in }
    ) throws -> Act {
        let key = key ?? keys[0]
        var act = Act(
            format: 1, kind: kind, report: report, agency: "bkn", counter: 0, previous: Hash(),
            state: .triage,
            outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(), signer: key.publicKey,
            second: nil, signature: Signature())
        try change(&act)
        return try act.signed(by: key, origin: origin)
    }

    private func second(
        by key: SigningKey, origin: Origin = "o", _ change: @escaping (inout Act) -> Void = { _ in }
    ) throws -> (inout Act) throws -> Void {
        { act in
            var agreed = act
            change(&agreed)
            act.second = try SecondSignature(agreeingTo: agreed, key: key, origin: origin)
        }
    }

    private func fault(_ act: Act) -> ActFault? {
        act.fault(
            on: report, agencies: ["bawaslu", "bkn"], origin: "o",
            isActKey: { key in keys.contains { $0.publicKey == key } })
    }

    @Test func anActIsItsAgencysOwn() throws {
        #expect(fault(try act()) == nil)
        #expect(fault(try act(by: keys[1])) == nil)
        #expect(fault(try act { $0.format = 2 }) == .format)
        #expect(fault(try act { $0.report = sha256([2]) }) == .report)
        #expect(fault(try act { $0.agency = "inspektorat" }) == .agency)
        #expect(fault(try act(by: stranger)) == .signer)
        // By another key of its own than it says, for another site, and changed behind its signature.
        #expect(fault(try act(by: keys[1]) { $0.signer = keys[0].publicKey }) == .signature)
        #expect(fault(try act(origin: "lain")) == .signature)
        var changed = try act()
        changed.state = .closed
        #expect(fault(changed) == .signature)
    }

    @Test func anIdentityIsOpenedByTwo() throws {
        for kind in [ActKind.identityOpened, .state] {
            #expect(fault(try act(kind)) == (kind == .state ? nil : .second))
            #expect(fault(try act(kind, second(by: keys[1]))) == nil)
            let wrong: [(inout Act) throws -> Void] = [
                try second(by: keys[0]), try second(by: stranger), try second(by: keys[1], origin: "lain"),
                try second(by: keys[1]) { $0.related = sha256([3]) },
                { $0.second = SecondSignature(signer: keys[1].publicKey, signature: Signature()) },
            ]
            for second in wrong { #expect(fault(try act(kind, second)) == .second) }
        }
    }
}
