import AuditLog
import RPC
import Storage
import Wire
import Words

/// Holds what the auditor wants to say of a month against the log: what verifiers would take as a failure is not logged.
struct SaidCheck {
    private let statement: Statement
    private let node: Node

    /// Checks nothing yet.
    ///
    /// - Parameters:
    ///   - statement: signed by the auditor.
    ///   - node: whose log it is for.
    init(_ statement: Statement, at node: Node) {
        self.statement = statement
        self.node = node
    }

    /// Throws what the caller is answered.
    func run() async throws {
        switch statement.kind {
        case .attestedFigures:
            guard let attested = try? AttestedFigures(decoding: statement.body), attested.format == 1 else {
                throw Self.notOfFormat1
            }
            try await check(attested)
        default:
            guard let named = try? CanariesOpened(decoding: statement.body), named.format == 1 else {
                throw Self.notOfFormat1
            }
            try await check(named)
        }
    }

    private func check(_ attested: AttestedFigures) async throws {
        let month = CalendarMonth(year: attested.year, month: attested.month)
        guard let month, let hash = try await node.months.said(of: month, node.site.clock) else {
            throw RPCError(.notFound, "no figures of this month", field: "AttestedFigures.month")
        }
        guard hash == attested.aggregate else {
            throw RPCError(
                .failedPrecondition, "not the published figures", field: "AttestedFigures.aggregate")
        }
    }

    private func check(_ named: CanariesOpened) async throws {
        let (site, now) = (node.site, node.now())
        // Behind the month's last batch, so that nobody knows before which reports are tests.
        let next = site.clock.scheduled(site.clock.promiseEpoch(at: now, lastCut: site.epoch.number)) ?? .max
        guard let month = CalendarMonth(year: named.year, month: named.month),
            month.end(in: site.descriptor.zone) <= next
        else {
            throw RPCError(.failedPrecondition, "the month is not over", field: "CanariesOpened.month")
        }
        let isAscending = zip(named.canaries, named.canaries.dropFirst()).allSatisfy { $0.index < $1.index }
        guard isAscending else {
            throw RPCError(.invalidArgument, "not ascending by index", field: "CanariesOpened.canaries")
        }
        for canary in named.canaries {
            guard canary.index < site.size,
                case .sealed(let sealed) = try Entry(
                    decoding: try await node.store.entry(at: canary.index)
                ).body, sealed.commitment == canary.commitment,
                try await node.months.month(of: canary.commitment, site.clock) == month
            else {
                throw RPCError(.notFound, "no report of this month", field: "CanariesOpened.canaries")
            }
        }
    }

    private static let notOfFormat1 = RPCError(
        .invalidArgument, "not a body of format 1", field: "Statement.body")
}
