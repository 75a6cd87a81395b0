/// Where a server's connection stands: one request at a time, then its answer.
struct HTTPExchange {
    enum Event: Equatable {
        /// The first byte of a request.
        case started
        /// A request's head, which may be answered.
        case head(HTTPRequestRules)
        /// A request that may not be read further, and the status to answer it by.
        case refused(status: Int)
        /// The request has gone through the parser, which has or has not seen its end.
        case delivered(isWhole: Bool)
        /// The answer is written, or could not be.
        case answered(Bool)
        /// The client sends no more.
        case ended
        /// The time of this phase is over.
        case expired
        /// The listener closes: no request follows the one at hand.
        case drain
    }

    enum Action: Equatable {
        /// Do nothing.
        case nothing
        /// Have the request answered; no other one follows on this connection if `isLast`.
        case respond(isLast: Bool)
        /// Answer with this status, and take nothing more.
        case refuse(status: Int)
        /// Take the next request.
        case takeNext
        /// End our side, and wait for the client to have read what was sent.
        case finish
        /// Close the connection now.
        case close
    }

    /// What a phase's time is for: the next request, the rest of one, or the client's end.
    enum Timer: Equatable { case idle, request, linger }

    private enum Phase: Equatable {
        case idle
        case receiving(HTTPRequestRules?)
        case answering(isLast: Bool)
        case lingering
        case closed
    }

    private var phase = Phase.idle
    private var isDraining = false

    /// The timer that runs in this phase; an answer's portions have times of their own.
    var timer: Timer? {
        switch phase {
        case .idle: .idle
        case .receiving: .request
        case .lingering: .linger
        case .answering, .closed: nil
        }
    }

    mutating func receive(_ event: Event) -> Action {
        if event == .drain { isDraining = true }
        switch phase {
        case .idle: return receiveIdle(event)
        case .receiving(let rules): return receiveRequest(event, rules)
        case .answering(let isLast): return receiveAnswering(event, isLast)
        case .lingering: return event == .ended || event == .expired ? close() : .nothing
        case .closed: return .nothing
        }
    }

    private mutating func receiveIdle(_ event: Event) -> Action {
        switch event {
        case .started:
            phase = .receiving(nil)
            return .nothing
        case .refused(let status): return refuse(status)
        default: return close()
        }
    }

    private mutating func receiveRequest(_ event: Event, _ rules: HTTPRequestRules?) -> Action {
        switch event {
        case .head(let rules):
            phase = .receiving(rules)
            return .nothing
        case .refused(let status): return refuse(status)
        case .expired: return refuse(408)
        case .delivered(let isWhole):
            guard isWhole, let rules else { return refuse(400) }
            let isLast = rules.isLast || isDraining
            phase = .answering(isLast: isLast)
            return .respond(isLast: isLast)
        case .drain, .started: return .nothing
        case .ended, .answered: return close()
        }
    }

    private mutating func receiveAnswering(_ event: Event, _ isLast: Bool) -> Action {
        switch event {
        case .answered(true) where isLast || isDraining:
            phase = .lingering
            return .finish
        case .answered(true):
            phase = .idle
            return .takeNext
        case .ended:
            phase = .answering(isLast: true)
            return .nothing
        case .answered(false): return close()
        // Whatever else happens to a request that is being answered or refused.
        default: return .nothing
        }
    }

    private mutating func refuse(_ status: Int) -> Action {
        phase = .answering(isLast: true)
        return .refuse(status: status)
    }

    private mutating func close() -> Action {
        phase = .closed
        return .close
    }
}
