package import Keys
import Sealing
package import Wire

extension SampleReview {
    /// Stages an act of the first agency's.
    ///
    /// - Parameters:
    ///   - report: what it is on.
    ///   - state: where the case stands from now on.
    ///   - first: the act before it; nil for the first.
    ///   - codes: of the record; nil for both.
    ///   - key: signs; nil for the agency's act key.
    ///   - isResigned: whether `change` is signed, too.
    ///   - change: makes it another one.
    /// - Returns: the act as it was staged.
    /// - Throws: where it cannot be signed.
    @discardableResult
    package mutating func act(
        on report: Hash, _ state: CaseState, behind first: Act? = nil, agencies codes: [AgencyCode]? = nil,
        key: SigningKey? = nil, isResigned: Bool = false, change: (inout Act) -> Void = { _ in }
    ) throws -> Act {
        let signer = key ?? bawaslu.act
        var act = Act(
            format: 1, kind: .state, report: report, agency: bawaslu.code,
            counter: first.map { $0.counter + 1 } ?? 0,
            previous: try first.map { sha256(try $0.encoded()) } ?? Hash(), state: state, outcome: .none,
            due: .none, other: "", related: Hash(), reason: Hash(), signer: signer.publicKey, second: nil,
            signature: Signature())
        if isResigned { change(&act) }
        act = try act.signed(by: signer, origin: origin)
        if !isResigned { change(&act) }
        try stage(.act(ActRecorded(agencies: codes ?? agencies.map(\.code), act: act)))
        return act
    }

    /// Takes a published record's envelope away.
    package mutating func loseEnvelope(of commitment: Hash) {
        for place in openings.indices where isOpening(place, of: commitment) {
            openings[place].length = 0
            if case .reportReceived(let received) = openings[place].opening.record.body {
                envelopes[received.envelope] = nil
            }
        }
    }

    /// Stages an erasure of a published report's envelope, by its retention.
    package mutating func erase(_ report: Hash, change: (inout PayloadErased) -> Void = { _ in }) throws {
        let opened = try required(openings.indices.first { isOpening($0, of: report) }.map { openings[$0] })
        guard case .reportReceived(let received) = opened.opening.record.body else { throw Missing() }
        var erased = PayloadErased(
            agencies: received.agencies, commitment: report, index: opened.index, envelope: received.envelope,
            cause: .retention, consents: [])
        change(&erased)
        try stage(.payloadErased(erased))
    }

    private func isOpening(_ place: Int, of commitment: Hash) -> Bool {
        (try? Commitment.of(openings[place].opening)) == commitment
    }
}
