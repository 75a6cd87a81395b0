package import AuditLog
package import Cases
package import CaseStore
package import Sealing
package import Verification
package import Wire
package import Words

/// The reports that an agency was given, each in one line, with what of it is proven.
package struct ReviewList: Equatable, Sendable {
    /// Something that the site gave and the log does not prove.
    package typealias Doubt = CaseSummary.Doubt

    /// One report.
    package struct Row: Equatable, Sendable {
        /// What there is to say of the case.
        package var summary: CaseSummary
        /// The record that the same report came with before.
        package var duplicateOf: Hash?
        /// Whether something came in that nobody looked at; nil where nobody remembers.
        package var isUnread: Bool?

        /// Takes a case's line as it is.
        package init(_ summary: CaseSummary, isUnread: Bool? = nil) {
            self.summary = summary
            self.isUnread = isUnread
        }

        /// The report's commitment.
        package var id: Hash { summary.id }
        /// The epoch that it was published in; nil where it is not proven.
        package var epoch: UInt64? { summary.epoch }
        /// Its envelope's size, in steps of 32,768 bytes.
        package var cells: UInt64 { summary.cells }
        /// All agencies that can read it.
        package var agencies: [AgencyCode] { summary.agencies }
        /// The word for what is in its envelope; empty where the report is not proven, and so was not opened.
        package var payload: String { summary.payload }
        /// What of the report, its acts and its messages is not proven.
        package var doubts: [Doubt] { summary.doubts }
        /// Where the asking agency's acts stand; nil where that is not proven.
        package var state: CaseState? { summary.state }
        /// Whether the log proves everything that the row shows.
        package var isProven: Bool { summary.isProven }
    }

    /// In the order of the log, or as a filter sorted them.
    package var rows: [Row]
    /// What belongs to no report that the site gave, and is not proven.
    package var strays: [Doubt] = []
    /// The quorum's time in the checkpoint that the proofs are for, seconds since 1970; nil below the quorum.
    package var witnessed: UInt64?
    /// The agency's word to the sources that it has their reports.
    package var received = ReceivedActs()

    /// When the site's description and the agency's own keys run out; nil where no site was asked.
    package var expiry: SiteExpiry?
    /// When the site was asked last, seconds since 1970; nil where it was asked just now.
    package var synced: UInt64?
    /// Rows of a store that do not open, and how many are gone.
    package var damaged: [String] = []
    /// Rows of a store that are gone.
    package var lost: UInt64 = 0
    /// Rows that a filter has left out.
    package var hidden = 0
    /// The time of the look, seconds since 1970.
    package var now: UInt64 = 0
    /// Where days begin.
    package var zone = Zone.wib
    /// The elections that stages are looked up in, and the days on which nobody works.
    package var calendar = CaseCalendar.known

    /// Puts one together.
    package init(rows: [Row]) {
        self.rows = rows
    }

    /// Whether everything shown is proven, and nothing is missing that should be there.
    package var isWhole: Bool {
        strays.isEmpty && damaged.isEmpty && lost == 0 && !rows.contains { $0.summary.isAlarming }
    }

    /// Reads and verifies the log, opens the agency's reports, and says to the sources that it has them.
    ///
    /// - Parameters:
    ///   - session: a visit of the agency's, left open.
    ///   - key: the agency's.
    ///   - now: seconds since 1970.
    /// - Returns: all reports that the site gave, proven or not.
    /// - Throws: `VerificationError` where the site's entries are not those of its checkpoint.
    package static func fetch(
        _ session: ReviewSession, key: AgencyKeyFile, now: UInt64
    ) async throws(VerificationError) -> ReviewList {
        var cases = try await SiteCases.read(session, key: key)
        await cases.readReports()
        let kinds = session.site.descriptor.kinds
        var list = ReviewList(
            cases.files.map { file in
                CaseSummary(
                    file, own: key.code, kinds: kinds, digest: file.report.flatMap { try? $0.digest() })
            })
        list.witnessed = cases.outcome.report.witnessed
        list.expiry = SiteExpiry(
            session.site.descriptor, keys: session.site.keys.filter { $0.agency == key.code })
        list.now = now
        list.zone = session.site.descriptor.zone
        let read = cases.files.filter { $0.report != nil && !$0.hasAct(of: key.code) }
            .compactMap { $0.received?.record }
        list.received = await ReceivedActs.handIn(read, session: session, key: key, now: now)
        return list
    }

    /// The list of a store, as it was when the site was asked last.
    ///
    /// - Parameters:
    ///   - store: opened.
    ///   - now: seconds since 1970.
    /// - Returns: all its cases; rows that do not open are named.
    /// - Throws: where the database cannot be read.
    package static func read(_ store: CaseStore, now: UInt64) throws(CaseStoreError) -> ReviewList {
        let found = try store.summaries()
        var list = ReviewList(found.rows)
        for place in list.rows.indices { list.rows[place].isUnread = list.rows[place].summary.isUnread }
        (list.damaged, list.lost, list.now) = (found.damaged, found.lost, now)
        let about = try store.about()
        list.synced = about.synced
        list.witnessed = about.witnessed
        if let descriptor = about.descriptor { list.zone = descriptor.zone }
        return list
    }

    /// Finds duplicates, and takes apart what has no report.
    private init(_ summaries: [CaseSummary]) {
        rows = []
        var first: [Hash: Hash] = [:]
        for summary in summaries.sorted(by: { $0.index < $1.index }) {
            guard !summary.agencies.isEmpty else {
                strays += summary.doubts
                continue
            }
            var row = Row(summary)
            if let digest = summary.digest {
                row.duplicateOf = first[digest]
                if row.duplicateOf == nil { first[digest] = summary.id }
            }
            rows.append(row)
        }
        strays.sort { $0.index < $1.index }
    }
}
