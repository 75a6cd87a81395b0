import AuditLog
package import Logging
import ServiceLifecycle
import Storage

/// A server as a service of swift-service-lifecycle: starts, says that it is ready, runs, and drains.
///
/// On graceful shutdown no epoch is closed any more, new connections are refused, running calls get the configured
/// time, and the files are closed; then `run` returns. A shutdown that is asked for while it starts waits for the start.
package struct ServerService: Service {
    private let directory: DataDirectory
    private let configuration: Configuration
    private let now: @Sendable () -> UInt64
    private let random: @Sendable (Int) -> [UInt8]
    private let log: Logger
    private let ready: @Sendable (Daemon) throws -> Void

    /// Nothing is opened before `run`.
    ///
    /// - Parameters:
    ///   - directory: of a site that was made.
    ///   - configuration: the operator's; checked by `run`.
    ///   - now: seconds since 1970.
    ///   - random: gives that many bytes, fit for keys.
    ///   - log: what the operator is told.
    ///   - ready: called once callers are answered; what it throws ends the server.
    package init(
        in directory: DataDirectory, configuration: Configuration, now: @escaping @Sendable () -> UInt64,
        random: @escaping @Sendable (Int) -> [UInt8], log: Logger,
        ready: @escaping @Sendable (Daemon) throws -> Void
    ) {
        self.directory = directory
        self.configuration = configuration
        self.now = now
        self.random = random
        self.log = log
        self.ready = ready
    }

    /// Runs until it is shut down or cancelled.
    ///
    /// - Throws: `DaemonError`, or what `ready` threw.
    package func run() async throws {
        let daemon = try await Daemon.start(
            in: directory, configuration: configuration, now: now, random: random, log: log)
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
