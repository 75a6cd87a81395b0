/// The tables of the two files.
///
/// Rules: no times; no addresses; no table in which the order of rows is that of arrival. Whatever comes from
/// outside while an epoch is open goes to a table named `staged_…`, keyed by a random value. When the epoch
/// is published its rows move, in the order of their keys, to the table without the prefix, and are
/// overwritten with zeros here: then nothing in the pages tells any more which came first. A row stands in
/// exactly one of the two, so readers ask both.
enum Schema {
    static let version = 6

    /// Of log.sqlite.
    static let log =
        common + pairs.map { $0.definition(prefix: "staged_") + $0.definition(prefix: "") }.joined()
            + """
            CREATE INDEX staged_record_author ON staged_record (author, epoch, commitment) WHERE author IS NOT NULL;
            CREATE INDEX record_held ON record (epoch, commitment) WHERE payload IS NOT NULL;
            CREATE INDEX record_named ON record (commitment) WHERE payload IS NOT NULL;

            -- What an inbox holds, numbered from 1: written with the plan, so there is none without a batch.
            CREATE TABLE inbox_item (
                report BLOB NOT NULL, n INTEGER NOT NULL, epoch INTEGER NOT NULL, commitment BLOB NOT NULL,
                PRIMARY KEY (report, n)) WITHOUT ROWID;

            -- Site descriptors, agency keys and statements that wait for a batch; key is SHA-256 of the body.
            CREATE TABLE public_entry (
                key BLOB PRIMARY KEY, kind INTEGER NOT NULL, owner TEXT NOT NULL, serial INTEGER NOT NULL,
                epoch INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
            -- Where those stand that a batch holds.
            CREATE TABLE public_index (
                kind INTEGER NOT NULL, owner TEXT NOT NULL, idx INTEGER NOT NULL,
                PRIMARY KEY (kind, owner, idx)) WITHOUT ROWID;

            -- epochs: those promised to its records, 8 bytes each, ascending.
            CREATE TABLE batch (
                number INTEGER PRIMARY KEY, first INTEGER NOT NULL UNIQUE, count INTEGER NOT NULL,
                epochs BLOB NOT NULL);
            -- 256 entries each, as C2SP tlog-tiles has them, and 256 nonces, zeros where the entry is not filler.
            CREATE TABLE bundle (n INTEGER PRIMARY KEY, entries BLOB NOT NULL, fillers BLOB);
            CREATE TABLE tile (
                level INTEGER NOT NULL, n INTEGER NOT NULL, hashes BLOB NOT NULL,
                PRIMARY KEY (level, n)) WITHOUT ROWID;
            -- Which of a bundle's 256 entries an agency gets the opening of: bit i % 8 of byte i / 8.
            CREATE TABLE carried (
                agency TEXT NOT NULL, bundle INTEGER NOT NULL, bits BLOB NOT NULL,
                PRIMARY KEY (agency, bundle)) WITHOUT ROWID;

            -- role: 0 published, 1 planned.
            CREATE TABLE state (
                role INTEGER PRIMARY KEY, size INTEGER NOT NULL, edge BLOB NOT NULL, last_leaf BLOB NOT NULL,
                last_epoch BLOB);
            CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL);
            """

    /// Of payload.sqlite.
    ///
    /// Parts have 65,536 bytes, the last one of an id the rest.
    static let payload =
        common + """
            -- What is not known to be named by a record, or named by one that is not published.
            CREATE TABLE arriving (
                id BLOB PRIMARY KEY, envelope BLOB NOT NULL, confirmed INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE staged_payload (
                id BLOB NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (id, part)) WITHOUT ROWID;
            CREATE TABLE payload (
                id BLOB NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (id, part)) WITHOUT ROWID;
            """

    /// The tables that stage, each with the one for published rows.
    static let pairs = [record, envelope, report, mailbox, message, act, account, erasure, consent]

    private static let common = """
        CREATE TABLE meta (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, origin TEXT NOT NULL);
        CREATE TABLE beat (id INTEGER PRIMARY KEY, value INTEGER NOT NULL);
        INSERT INTO beat VALUES (0, 0);
        -- Bytes that mean nothing, written where a close has nothing to move.
        CREATE TABLE cover (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

        """
}

/// A table that exists twice: `staged_…` for open epochs, and without the prefix for published ones.
struct TablePair: Sendable {
    let name: String
    let columns: String
    let key: String

    func definition(prefix: String) -> String {
        "CREATE TABLE \(prefix)\(name) (\(columns), PRIMARY KEY (\(key))) WITHOUT ROWID;\n"
    }
}

extension Schema {
    /// Every record but filler.
    ///
    /// `epoch` is the one promised; nonce and record are null once erased.
    /// `author` is the agency's code, '' the auditor's, null for sources and for the server.
    static let record = TablePair(
        name: "record",
        columns: """
            epoch INTEGER NOT NULL, commitment BLOB NOT NULL, nonce BLOB, record BLOB, promise BLOB NOT NULL,
            agencies TEXT NOT NULL, author TEXT, envelope BLOB, payload BLOB, length INTEGER NOT NULL
            """,
        key: "epoch, commitment")

    /// Which record names an envelope.
    static let envelope = TablePair(
        name: "envelope", columns: "envelope BLOB NOT NULL, epoch INTEGER NOT NULL, commitment BLOB NOT NULL",
        key: "envelope")

    /// What was submitted around a report; gone when it is erased.
    static let report = TablePair(
        name: "report",
        columns: """
            commitment BLOB NOT NULL, epoch INTEGER NOT NULL, envelope BLOB NOT NULL, mailbox BLOB NOT NULL,
            outer BLOB NOT NULL, key_set BLOB NOT NULL, signature BLOB NOT NULL
            """,
        key: "commitment")

    static let mailbox = TablePair(
        name: "mailbox", columns: "mailbox BLOB NOT NULL, epoch INTEGER NOT NULL, commitment BLOB NOT NULL",
        key: "mailbox")

    /// A supplement has '' for its agency.
    static let message = TablePair(
        name: "message",
        columns: """
            report BLOB NOT NULL, agency TEXT NOT NULL, direction INTEGER NOT NULL, counter INTEGER NOT NULL,
            epoch INTEGER NOT NULL, commitment BLOB NOT NULL, envelope BLOB NOT NULL
            """,
        key: "report, agency, direction, counter")

    /// `hash` is SHA-256 of the whole signed act.
    static let act = TablePair(
        name: "act",
        columns: """
            report BLOB NOT NULL, agency TEXT NOT NULL, counter INTEGER NOT NULL, epoch INTEGER NOT NULL,
            commitment BLOB NOT NULL, hash BLOB NOT NULL
            """,
        key: "report, agency, counter")

    /// `hash` is SHA-256 of the whole signed account.
    static let account = TablePair(
        name: "account",
        columns: """
            agency TEXT NOT NULL, through INTEGER NOT NULL, epoch INTEGER NOT NULL, commitment BLOB NOT NULL,
            hash BLOB NOT NULL
            """,
        key: "agency, through")

    /// One record for each erased one says that its payload is gone.
    static let erasure = TablePair(
        name: "erasure", columns: "erased BLOB NOT NULL, epoch INTEGER NOT NULL, commitment BLOB NOT NULL",
        key: "erased")
}

extension Schema {
    /// One of each agency to the erasure of a record's payload.
    ///
    /// `epoch` is the newest one when it came: for settling alone.
    static let consent = TablePair(
        name: "consent",
        columns: """
            erased BLOB NOT NULL, agency TEXT NOT NULL, epoch INTEGER NOT NULL, signer BLOB NOT NULL,
            signature BLOB NOT NULL
            """,
        key: "erased, agency")
}

extension TablePair {
    /// Reads from both tables, the staged rows first.
    func select(_ columns: String, where condition: String, then suffix: String = "") -> String {
        """
        SELECT \(columns) FROM staged_\(name) WHERE \(condition)
        UNION ALL SELECT \(columns) FROM \(name) WHERE \(condition) \(suffix)
        """
    }

    /// Reads rows `one` whose record carries an agency's code, `?2`; what is others' is told from nothing within the one
    /// statement, so that it answers no sooner and no later.
    func selectCarried(_ columns: String, where condition: String) -> String {
        ["staged_\(name)", name].flatMap { table in
            ["staged_\(Schema.record.name)", Schema.record.name].map { records in
                """
                SELECT \(columns) FROM \(table) one JOIN \(records) held
                ON held.epoch = one.epoch AND held.commitment = one.commitment
                WHERE \(condition) AND instr(',' || held.agencies || ',', ',' || ?2 || ',') > 0
                """
            }
        }.joined(separator: "\nUNION ALL ")
    }

    func insert(_ columns: Int) -> String {
        let places = (1...columns).map { "?\($0)" }.joined(separator: ", ")
        return "INSERT INTO staged_\(name) VALUES (\(places))"
    }
}
