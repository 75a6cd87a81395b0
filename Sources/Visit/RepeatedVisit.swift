import Sealing

extension FullErrand {
    /// The same errand, behind a visit whose connection broke.
    ///
    /// - Parameters:
    ///   - visited: what the broken visit came to.
    ///   - sealed: the answer that was sealed in it, if one was.
    /// - Returns: without what was answered already.
    package func repeated(after visited: Visited, sealed: SealedReply?) -> FullErrand {
        var errand = self
        guard case .unanswered = visited.parcel else {
            // What was answered is not sent again.
            if case .notSealed = visited.parcel { return errand }
            errand.parcel = nil
            return errand
        }
        switch parcel {
        case .submission(let submission, _): errand.parcel = .submission(submission, isRepeated: true)
        case .reply, .repeatedReply: errand.parcel = sealed.map { .repeatedReply($0) } ?? parcel
        case nil: break
        }
        return errand
    }
}

extension Visited {
    /// What two visits of one errand came to: of each cell the second answer, where it says more than the first.
    package func merged(into first: Visited) -> Visited {
        var merged = self
        switch inbox {
        case .notAsked, .unanswered: merged.inbox = first.inbox
        case .report, .unknownCodename, .fault: break
        }
        switch parcel {
        // What was on its way may have arrived, whatever this time kept it back.
        case .nothing, .held, .unsettled, .notSealed: merged.parcel = first.parcel
        // What left only this time may have arrived as well.
        case .unanswered: break
        // A site that does not know bytes sent twice has not stored them.
        case .stale, .refused, .accepted, .fault: break
        }
        switch message {
        case .nothing, .unanswered: merged.message = first.message
        case .message, .reason, .doubt, .fault: break
        }
        return merged
    }
}
