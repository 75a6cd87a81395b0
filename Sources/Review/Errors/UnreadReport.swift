import Cases

/// Why nothing can be done that needs what a report says.
package enum UnreadReport: Error, Equatable, Sendable {
    /// Its payload was erased, and its keys with it.
    case erased
    /// Its payload is gone, and no lawful erasure says so.
    case gone
    /// It is sealed to a key set that no epoch of the log named.
    case unknownKeySet
    /// The site's envelope is not the recorded one.
    case otherEnvelope
    /// It cannot be read; nil where it is empty.
    case garbage(reason: String?)
    /// It was not fetched yet, or not to its end.
    case notFetched
    /// The site did not give it; what it said.
    case refused(String)
    /// It was removed from the store.
    case forgotten
}

extension UnreadReport {
    /// Why what a report says is not here.
    init(_ content: CaseContent) {
        switch content {
        case .erased: self = .erased
        case .gone: self = .gone
        case .unknownKeySet: self = .unknownKeySet
        case .otherEnvelope: self = .otherEnvelope
        case .garbage(let reason): self = .garbage(reason: reason)
        case .refused(let reason): self = .refused(reason)
        case .forgotten: self = .forgotten
        case .none, .waiting, .notForUs, .report, .supplement, .message, .reason: self = .notFetched
        }
    }
}
