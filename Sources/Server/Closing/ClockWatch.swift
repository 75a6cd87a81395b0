import AuditLog
import Console
import Logging
import Synchronization

/// Tells the operator when the clock begins and ends to contradict the log; each once.
///
/// A newest epoch that is due within a minute is none of it: clocks are set right by seconds all the time.
final class ClockWatch: Sendable {
    private enum Told: Equatable { case fine, leaps, behind }

    private let told = Mutex(Told.fine)
    private let kernel: @Sendable () -> KernelClock
    private let log: Logger

    init(kernel: @escaping @Sendable () -> KernelClock, log: Logger) {
        self.kernel = kernel
        self.log = log
    }

    func see(_ judgement: ClockJudgement) {
        let now: Told =
            switch judgement {
            case .expected, .witnessed, .behind(seconds: ...60): .fine
            case .leaps: .leaps
            case .behind: .behind
            }
        let before = told.withLock { told in
            defer { told = now }
            return told
        }
        guard before != now else { return }
        switch judgement {
        case _ where now == .fine: log.tell(.clockIsFine)
        case .leaps(let epochs, let seconds):
            log.tell(.clockLeaps(epochs: epochs, hours: seconds / 3_600, kernel()))
        case .behind(let seconds):
            log.tell(.epochInFuture(minutes: seconds / 60 + (seconds % 60 == 0 ? 0 : 1), kernel()))
        case .expected, .witnessed: break
        }
    }
}
