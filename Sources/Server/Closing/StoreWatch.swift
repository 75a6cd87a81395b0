import Logging
import Storage
import Synchronization

/// Goes on where the disk is full or the database is busy: neither ends a server, and both are told, each once when
/// it begins and once when it is over.
final class StoreWatch: Sendable {
    /// What a store can recover from by itself.
    enum Trouble: Equatable { case full, busy }

    private let trouble = Mutex<Trouble?>(nil)
    private let pause: Duration
    private let log: Logger

    /// - Parameters:
    ///   - log: what the operator is told.
    ///   - pause: between a try and the next.
    init(log: Logger, pause: Duration = .seconds(5)) {
        self.log = log
        self.pause = pause
    }

    /// Tries until it is done, or fails for a reason that it does not wait for.
    func patiently<Value>(
        while waited: [Trouble] = [.full, .busy], _ step: () async throws -> Value
    ) async throws -> Value {
        while true {
            if let value = try await once(waited, step) { return value }
            try await Task.sleep(for: pause)
        }
    }

    /// Tries once; nil where the disk was full or the database busy.
    func once<Value>(
        _ waited: [Trouble] = [.full, .busy], _ step: () async throws -> Value
    ) async throws -> Value? {
        do {
            let value = try await step()
            tell(nil)
            return value
        } catch let error as StoreError {
            guard let trouble = Trouble(error), waited.contains(trouble) else { throw error }
            tell(trouble)
        }
        return nil
    }

    /// Tells the operator what is new; nil where all is well.
    func tell(_ now: Trouble?) {
        let before = trouble.withLock { trouble in
            defer { trouble = now }
            return trouble
        }
        guard before != now else { return }
        switch now {
        case .full: log.tell(.diskFull)
        case .busy: log.tell(.databaseBusy)
        case nil: log.tell(.storeIsFine)
        }
    }
}

extension StoreWatch.Trouble {
    fileprivate init?(_ error: StoreError) {
        switch error {
        case .full: self = .full
        case .busy: self = .busy
        default: return nil
        }
    }
}
