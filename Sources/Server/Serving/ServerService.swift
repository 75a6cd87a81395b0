import AuditLog
package import Console
package import Logging
import ServiceLifecycle
import Storage

/// A server as a service of swift-service-lifecycle: starts, says that it is ready, runs, and drains.
///
/// On graceful shutdown no epoch is closed any more, new connections are refused, running calls get the configured
/// time, and the files are closed; then `run` returns. A shutdown that is asked for while it starts waits for the start,
/// unless the start waits for a witness.
package struct ServerService: Service {
    private let directory: DataDirectory
    private let configuration: Configuration
    private let now: @Sendable () -> UInt64
    private let random: @Sendable (Int) -> [UInt8]
    private let isClockAccepted: Bool
    private let kernel: @Sendable () -> KernelClock
    private let log: Logger
    private let ready: @Sendable (Daemon) throws -> Void

    /// Nothing is opened before `run`.
    ///
    /// - Parameters:
    ///   - directory: of a site that was made.
    ///   - configuration: the operator's; checked by `run`.
    ///   - now: seconds since 1970.
    ///   - random: gives that many bytes, fit for keys.
    ///   - isClockAccepted: whether the operator answers for what the clock says at this start.
    ///   - kernel: what the kernel says of its clock; only shown.
    ///   - log: what the operator is told.
    ///   - ready: called once callers are answered; what it throws ends the server.
    package init(
        in directory: DataDirectory, configuration: Configuration, now: @escaping @Sendable () -> UInt64,
        random: @escaping @Sendable (Int) -> [UInt8], isClockAccepted: Bool = false,
        kernel: @escaping @Sendable () -> KernelClock, log: Logger,
        ready: @escaping @Sendable (Daemon) throws -> Void
    ) {
        self.directory = directory
        self.configuration = configuration
        self.now = now
        self.random = random
        self.isClockAccepted = isClockAccepted
        self.kernel = kernel
        self.log = log
        self.ready = ready
    }

    /// Runs until it is shut down or cancelled.
    ///
    /// - Throws: `DaemonError`, or what `ready` threw.
    package func run() async throws {
        let daemon: Daemon
        do {
            daemon = try await Daemon.start(
                in: directory, configuration: configuration, now: now, random: random,
                isClockAccepted: isClockAccepted, kernel: kernel, log: log)
        } catch {
            guard error == .ended else { throw error }
            return
        }
        do {
            try ready(daemon)
            try await cancelWhenGracefulShutdown { try await daemon.run() }
        } catch {
            await daemon.stop()
            throw error
        }
        await daemon.stop()
    }
}
