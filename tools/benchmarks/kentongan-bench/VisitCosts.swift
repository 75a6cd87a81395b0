/// Microseconds of the server's CPU for a visit, and for two that do less.
///
/// A site cell opens every visit, so a submission's visit has two cells. The work of the table in design.md, one
/// cell, is the whole visit less a visit of the site cell alone, plus a handshake.
struct VisitCosts {
    /// Handshake, site cell, sealed report, promise.
    var whole: Double
    var siteOnly: Double
    var handshake: Double
    /// Whole visits a second, with the load generator on the same cores.
    var rate: Double

    var oneCell: Double { whole - siteOnly + handshake }

    /// `width` visits at once, each with one of the reports.
    static func measure(
        _ server: RunningSite, _ peers: Peers, reports: some RandomAccessCollection<BenchReport> & Sendable,
        width: Int
    ) async throws -> VisitCosts {
        let count = reports.count
        let reports = Array(reports)
        let started = seconds()
        let whole = try await server.cpu(count) {
            try await repeated(count, width: width) { index in
                let visit = try await server.open()
                try await reports[index].send(over: visit)
                await visit.end()
            }
        }
        let rate = Double(count) / (seconds() - started)
        let siteOnly = try await server.cpu(count) {
            try await repeated(count, width: width) { _ in await (try server.open()).end() }
        }
        let handshake = try await server.cpu(count) {
            try await offPool { try peers.visit(port: server.port, count: count) }
        }
        return VisitCosts(whole: whole, siteOnly: siteOnly, handshake: handshake, rate: rate)
    }
}
