import AuditLog
import Console
import Foundation
import Server
import Storage
import Synchronization
import Verification
import Words

/// One look at a log, from outside or, where there is a data directory, from inside as well; it ends in time.
struct Look: Sendable {
    /// The log, not opened yet.
    let target: LogTarget
    /// A server's data directory, which tells what no network call does.
    let data: String?
    /// The file that remembers the last look.
    let state: String
    /// Seconds since the newest epoch was due.
    let maximumAge: UInt64?
    /// Takes changes of keys, agencies and witnesses as known.
    let acknowledges: Bool
    /// Seconds, wall-clock, in all.
    let timeout: Int

    /// What one look has come to so far.
    private struct Progress {
        var kept: VerifyState?
        var entries: (done: UInt64, size: UInt64)?
    }

    private final class Running: Sendable {
        let progress = Mutex(Progress())
    }

    /// Looks, remembers what was seen, and says what is wrong.
    func run() async -> MonitorOutput {
        let running = Running()
        let once = Once<MonitorOutput>()
        return await withCheckedContinuation { continuation in
            once.hold(continuation)
            // A thread of its own: whatever hangs, and wherever, this one does not.
            Thread.detachNewThread { [self] in
                Thread.sleep(forTimeInterval: Double(timeout))
                once.give { remembered(hung(running), of: running, state: nil) }
            }
            Task.detached { [self] in
                let (output, next) = await look(running)
                once.give { remembered(output, of: running, state: next) }
            }
        }
    }

    private func look(_ running: Running) async -> (MonitorOutput, VerifyState?) {
        do throws(VerificationError) {
            let kept = try VerifyState.read(state)
            running.progress.withLock { $0.kept = kept }
            return try await verify(kept, running)
        } catch {
            return (inside(MonitorOutput(error.failure, language)), nil)
        }
    }

    private func verify(
        _ kept: VerifyState?, _ running: Running
    ) async throws(VerificationError) -> (MonitorOutput, VerifyState?) {
        let now = System.now()
        let opened = try await LogSourceOpening(target, now: now)
        let check = MonitorCheck(
            source: opened.source, pins: opened.pins, maximumAge: maximumAge, acknowledges: acknowledges
        ) { done, size in running.progress.withLock { $0.entries = (done, size) } }
        let (finding, next) = try await check.run(kept: kept, now: now)
        await opened.close()
        return (inside(MonitorOutput(finding, language)), next)
    }

    /// With what the site's own files say.
    private func inside(_ output: MonitorOutput) -> MonitorOutput {
        guard let data else { return output }
        var output = output
        output.add(StatusReport.problems(of: DataDirectory(data), now: System.now()))
        return output
    }

    private func hung(_ running: Running) -> MonitorOutput {
        let what =
            switch running.progress.withLock({ $0.entries }) {
            case let (done, size)?:
                Phrase(
                    """
                    \(done) dari \(size) entri terbaca dalam \(timeout) detik, lalu waktunya habis; pemeriksaan pertama \
                    atas log yang panjang memerlukan -t yang lebih besar
                    """,
                    """
                    \(done) of \(size) entries came within \(timeout) s, and then the time was over; the first check of a \
                    long log needs a larger -t
                    """)
            case nil:
                Phrase(
                    "tidak ada jawaban utuh dalam \(timeout) detik: server menggantung, atau jaringan menelan semuanya",
                    "no whole answer within \(timeout) s: the server hangs, or the network swallows everything"
                )
            }
        return inside(MonitorOutput([Problem(.serverHung, .critical, what)], nil, language))
    }

    /// Writes down when each problem was seen first; what is remembered of a log that could not be read stays.
    private func remembered(
        _ output: MonitorOutput, of running: Running, state next: VerifyState?
    ) -> MonitorOutput {
        var output = output
        let kept = running.progress.withLock { $0.kept }
        let problems = output.remember(kept?.problems ?? [:], now: System.now())
        guard var next = next ?? kept else { return output }
        next.problems = problems
        do throws(VerificationError) { try next.write(state) } catch {
            output.add([Problem(unknown: error.failure.kind.code, error.failure.text)])
        }
        return output
    }
}

/// Lets the first of several give a value to who waits.
private final class Once<Value: Sendable>: Sendable {
    private let waiting = Mutex<CheckedContinuation<Value, Never>?>(nil)

    func hold(_ continuation: CheckedContinuation<Value, Never>) {
        waiting.withLock { $0 = continuation }
    }

    /// Does nothing but for the first.
    func give(_ value: () -> Value) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: value())
    }
}
