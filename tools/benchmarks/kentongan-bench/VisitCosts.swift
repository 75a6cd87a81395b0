/// Microseconds of the server's CPU for a visit, and for those that do less.
///
/// A site cell opens every visit, so a submission's visit has two cells. The work of the table in design.md, one
/// cell, is the whole visit less a visit of the site cell alone, plus a handshake.
struct VisitCosts {
    /// Handshake, site cell, sealed report, promise.
    var whole: Double
    /// The same where nobody else comes meanwhile.
    var alone: Double
    var siteOnly: Double
    var handshake: Double
    /// Whole visits a second, with the load generator on the same cores.
    var rate: Double

    var oneCell: Double { whole - siteOnly + handshake }

    /// `width` visits at once with four fifths of the reports, then one at a time with the others.
    static func measure(
        _ server: RunningSite, _ peers: Peers, _ reports: [BenchReport], width: Int
    ) async throws -> VisitCosts {
        let count = reports.count * 4 / 5
        let started = seconds()
        let whole = try await server.cpu(count) {
            try await repeated(count, width: width) { try await server.visit(with: reports[$0]) }
        }
        let rate = Double(count) / (seconds() - started)
        let alone = try await server.cpu(reports.count - count) {
            for report in reports[count...] { try await server.visit(with: report) }
        }
        let siteOnly = try await server.cpu(count) {
            try await repeated(count, width: width) { _ in await (try server.open()).end() }
        }
        let handshake = try await server.cpu(count) {
            try await offPool { try peers.visit(port: server.port, count: count) }
        }
        return VisitCosts(whole: whole, alone: alone, siteOnly: siteOnly, handshake: handshake, rate: rate)
    }
}

extension RunningSite {
    fileprivate func visit(with report: BenchReport) async throws {
        let visit = try await open()
        try await report.send(over: visit)
        await visit.end()
    }
}
