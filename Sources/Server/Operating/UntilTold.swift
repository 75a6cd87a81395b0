import Foundation
package import Logging
package import ServiceLifecycle
import UnixSignals

/// Runs a service until it ends, or SIGTERM or SIGINT asks it to; a terminal that goes away ends nothing.
package func runUntilTold(
    _ service: some Service, log: Logger = Logger(label: "") { _ in SwiftLogNoOpLogHandler() }
) async throws {
    signal(SIGHUP, SIG_IGN)
    let services = [
        ServiceGroupConfiguration.ServiceConfiguration(
            service: service, successTerminationBehavior: .gracefullyShutdownGroup)
    ]
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
    try await group.run()
}
