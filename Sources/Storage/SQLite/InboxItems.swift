import GRDB
import Wire

/// The rows of `inbox_item`: the questions and replies about a report, numbered from 1 as its inbox has them.
///
/// In the order of the log, each author's by counter: a batch is sorted by commitment and has them mixed. A plan numbers
/// its own behind those of the batches before it, so the n-th stays the n-th; to read one costs as much in a full inbox
/// as in an empty one.
enum InboxItems {
    /// A message that a plan takes.
    struct Message: Equatable {
        let agency: AgencyCode
        let direction: UInt64
        let counter: UInt64
        let epoch: UInt64
        let commitment: Hash

        fileprivate var author: Author { Author(agency: agency, direction: direction) }
    }

    /// Who counts its messages about a report from 0.
    fileprivate struct Author: Hashable {
        let agency: AgencyCode
        let direction: UInt64
    }

    /// Numbers what a batch takes.
    ///
    /// - Parameters:
    ///   - last: the newest epoch cut before; nil for none.
    ///   - number: the newest epoch taken, itself included.
    ///   - db: log.sqlite, within the transaction that plans.
    /// - Throws: `corrupt` for a row that is not well-formed, and SQLite's errors.
    static func number(after last: UInt64?, through number: UInt64, in db: Database) throws {
        var messages: [Hash: [Message]] = [:]
        let bounds: StatementArguments = [
            try last.map { try Int64(stored: $0) } ?? -1, try Int64(stored: number),
        ]
        try db.forEach(taken, bounds) { row in
            messages[try row.fixed(0), default: []].append(
                Message(
                    agency: try row.text(1), direction: try row.number(2), counter: try row.number(3),
                    epoch: try row.number(4), commitment: try row.fixed(5)))
            return true
        }
        for (report, messages) in messages.sorted(by: { $0.key < $1.key }) {
            let first = try count(of: report, upTo: .max, in: db) + 1
            for (offset, message) in inOrder(messages).enumerated() {
                try db.run(
                    "INSERT INTO inbox_item VALUES (?, ?, ?, ?)",
                    [
                        report.data, try Int64(stored: first) + Int64(offset),
                        try Int64(stored: message.epoch), message.commitment.data,
                    ])
            }
        }
    }

    /// By commitment, and where those of one author stand, they take each other's places until their counters rise.
    static func inOrder(_ messages: [Message]) -> [Message] {
        var waiting = Dictionary(grouping: messages) { $0.author }
            .mapValues { $0.sorted { $0.counter > $1.counter } }
        return messages.sorted { $0.commitment < $1.commitment }.compactMap {
            waiting[$0.author]?.popLast()
        }
    }

    /// How many of a report's are in batches of epochs up to `epoch`, the planned one's left out by it.
    static func count(of report: Hash, upTo epoch: UInt64, in db: Database) throws -> UInt64 {
        let epoch = Int64(clamping: epoch)
        return try db.row(newest, [report.data, epoch])?.number(0) ?? 0
    }

    /// Where the n-th is; nil where it is in no batch yet.
    static func place(
        _ n: UInt64, of report: Hash, in db: Database
    ) throws -> (epoch: UInt64, commitment: Hash)? {
        try db.row(item, [report.data, Int64(clamping: n)]).map { (try $0.number(0), try $0.fixed(1)) }
    }

    /// The plan's own, read once a close.
    private static let taken = """
        SELECT report, agency, direction, counter, epoch, commitment FROM staged_message
        WHERE epoch > ? AND epoch <= ? AND direction IN (1, 2)
        """
    // A plan that is not published yet stands at the end: no more rows are passed over than it may have of one report.
    static let newest = "SELECT n FROM inbox_item WHERE report = ? AND epoch <= ? ORDER BY n DESC LIMIT 1"
    static let item = "SELECT epoch, commitment FROM inbox_item WHERE report = ? AND n = ?"
}
