package import Wire

/// What became of the envelope that a record names.
package enum CaseContent: Equatable, Sendable {
    /// The record names none.
    case none
    /// Not fetched yet, or not to its end.
    case waiting
    /// The source's report, read and believed.
    case report(Report)
    /// Evidence that came later, read and believed.
    case supplement(Supplement)
    /// A reply, a note, or an own question whose text was kept when it was sealed.
    case message(Message)
    /// Why an agency acted.
    case reason(Reason)
    /// The recorded envelope, sealed to somebody else.
    case notForUs
    /// Read, and sealed to a key set that no epoch of the log named: nothing of it is believed.
    case unknownKeySet(Hash)
    /// The recorded envelope, which nobody can read; why, in a parser's words.
    case garbage(String)
    /// The site gave another envelope than the recorded one; nothing of it was opened.
    case otherEnvelope(found: Hash)
    /// The site does not give it; what it said.
    case refused(String)
    /// Erased, as a lawful erasure in the log says, before it was fetched.
    case erased
    /// Gone, and no lawful erasure says so.
    case gone
    /// Told to be forgotten here.
    case forgotten

    /// The word in `payload` of JSON.
    package var name: String {
        switch self {
        case .none: "none"
        case .waiting: "waiting"
        case .report, .supplement, .message, .reason: "read"
        case .notForUs: "not_for_us"
        case .unknownKeySet: "key_unknown"
        case .garbage: "garbage"
        case .otherEnvelope: "envelope_mismatch"
        case .refused: "refused"
        case .erased: "erased"
        case .gone: "gone"
        case .forgotten: "forgotten"
        }
    }

    /// Whether the next look shall ask for the envelope: it is not here, and may be there.
    package var isWanted: Bool {
        switch self {
        case .waiting, .otherEnvelope, .refused, .gone: true
        default: false
        }
    }

    /// Whether somebody exchanged it, or hides it.
    package var isAlarming: Bool {
        switch self {
        case .unknownKeySet, .otherEnvelope, .refused, .gone: true
        default: false
        }
    }

    /// Whether the recorded envelope is not to be had, and nothing lawful says why.
    package var isMissing: Bool {
        switch self {
        case .otherEnvelope, .refused, .gone: true
        default: false
        }
    }

    /// Whether nobody at the agency can open what is recorded, though nothing lawful took it away and nothing is on its way.
    package var isUnreadable: Bool {
        switch self {
        case .notForUs, .unknownKeySet, .garbage, .otherEnvelope, .refused, .gone: true
        default: false
        }
    }

    /// The files that a supplement brings.
    package var evidence: [Evidence] {
        if case .supplement(let supplement) = self { supplement.evidence } else { [] }
    }

    /// What is known of the reason that an act names.
    var reason: ReasonReading {
        switch self {
        case .none: .none
        case .reason(let reason): .text(reason.text)
        case .erased: .erased
        case .gone: .gone
        case .waiting, .refused, .notForUs, .forgotten: .unread
        case .report, .supplement, .message, .unknownKeySet, .garbage, .otherEnvelope: .doubtful
        }
    }
}
