import Files
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import Words

/// Runs a service until it ends, or SIGTERM or SIGINT asks it to; a terminal that goes away ends nothing.
func runUntilTold(_ service: some Service) async throws {
    signal(SIGHUP, SIG_IGN)
    let silent = Logger(label: "kentongan-monitor") { _ in SwiftLogNoOpLogHandler() }
    let services = [
        ServiceGroupConfiguration.ServiceConfiguration(
            service: service, successTerminationBehavior: .gracefullyShutdownGroup)
    ]
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: silent))
    try await group.run()
}

/// Tells in `--ready-file`, where there is one, that a service answers, and where.
func write(_ ready: JSON, to file: String?) throws {
    guard let file else { return }
    try Files.replace(file, Array((ready.text + "\n").utf8), secret: false, field: "--ready-file")
}
