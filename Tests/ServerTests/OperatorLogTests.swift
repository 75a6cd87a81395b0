import Files
import HTTP
import Logging
@testable import Server
import Storage
import Synchronization
import Testing
import Wire

/// What may never be written does not come out of the one log handler, whoever logs it and however.
@Suite struct OperatorLogTests {
    /// Addresses, a codename, keys, plaintext, times.
    static let hostile = [
        "203.0.113.77", "203.0.113.77:51514", "2001:db8::77", "[2001:db8::77]:443", "pelapor.example:9050",
        "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx.onion",
        "gerbang melati sungai pelita hutan kapal bintang rotan",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "AGE-SECRET-KEY-PQ-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0JQ",
        "age1pq1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0jq",
        "-----BEGIN PRIVATE KEY-----", "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF",
        "Kepala dinas meminta uang untuk kenaikan pangkat.", "1800000017", "2027-01-15T08:00:17Z", "08:00:17",
    ]

    private let witness: HTTPURL
    private let configuration: Configuration

    init() throws {
        witness = try #require(HTTPURL("http://127.0.0.1:8443/saksi"))
        var configuration = Configuration()
        configuration.witnesses = [witness]
        configuration.publishDirectory = "/srv/10.0.0.1:80/public"
        self.configuration = configuration
    }

    /// Logs each hostile text in every place that a logger has.
    private func log(_ text: String, to logger: Logger) {
        var logger = logger
        logger.critical("\(text)")
        logger.notice("disk_full", metadata: ["peer": "\(text)"])
        logger.notice("disk_full", metadata: ["notice": "\(text)"])
        logger.notice("disk_full", metadata: ["notice": .stringConvertible(Text(text: text))])
        logger.notice("\(text)", metadata: ["notice": .stringConvertible(Notice.diskFull)])
        logger.notice(
            "disk_full", metadata: ["notice": .stringConvertible(Notice.diskFull), "a": ["b": "\(text)"]])
        logger.notice("disk_full", metadata: ["notice": .array(["\(text)"])])
        logger.error("disk_full", error: Text(text: text), metadata: nil)
        logger.notice("disk_full", source: text)
        for error in [StoreError.refused(text), .corrupt(text), .missing(text), .corrupt("bundle: \(text)")] {
            logger.tell(.publicLogNotWritten(.store(error)))
        }
        logger.tell(.publicLogNotWritten(.store(.foreign(expected: text, found: text))))
        logger.tell(.publicLogNotWritten(.store(.setting(text, expected: text, found: text))))
        logger[metadataKey: "peer"] = "\(text)"
        logger.tell(.diskFull)
    }

    private struct Text: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }

    @Test(arguments: hostile) func hostile_values_do_not_come_out(_ text: String) {
        let notices = Notices()
        log(text, to: notices.log(configuration))
        #expect(!notices.all.isEmpty)
        for line in notices.all { #expect(!line.contains(text)) }
        #expect(notices.all.last?.hasPrefix("the disk is full: closing epochs waits") == true)
    }

    /// Paths and names are the operator's own; what looks like somebody else's stops the whole line.
    @Test(arguments: hostile.filter { !$0.contains(" ") || $0.contains("BEGIN") })
    func a_form_that_is_forbidden_stops_the_line(_ text: String) throws {
        let refusals = OperatorLogHandler.Refusals()
        let notices = Notices()
        let logger = Logger(label: "") { _ in
            OperatorLogHandler(configuration, refusals: refusals) { notices.add($0) }
        }
        logger.tell(.publicLogNotWritten(.file(FileError(.write, "/tmp/\(text)", .full))))
        logger.tell(.publicLogNotWritten(.refused(.otherLog(found: text, expected: "a"))))
        let other = try #require(HTTPURL("http://203.0.113.77:51514/"))
        logger.tell(.witness(other, .unreachable))
        #expect(notices.all == [])
        #expect(refusals.count == 3)
    }

    @Test func what_an_operator_is_told_is_told() {
        let notices = Notices()
        let logger = notices.log(configuration)
        logger.tell(.witness(witness, .unreachable))
        logger.tell(.witnessBack(witness, size: 1_024))
        logger.tell(.witness(witness, .ahead(123_456_789)))
        logger.tell(.filesWrittenAgain(count: 3))
        logger.tell(.publicLogNotWritten(.store(.inputOutput(code: 5))))
        logger.tell(.publicLogNotWritten(.store(.corrupt("bundle 3"))))
        let tile = "/srv/10.0.0.1:80/public/tile/entries/x001/234"
        logger.tell(.publicLogNotWritten(.file(FileError(.write, tile, .full))))
        logger.info("a library's own")
        #expect(
            notices.all == [
                "witness http://127.0.0.1:8443/saksi: cannot be reached",
                "witness http://127.0.0.1:8443/saksi: is back and cosigned 1024 entries",
                """
                witness http://127.0.0.1:8443/saksi: says to know 123456789 entries, more than there are, and shows \
                no checkpoint of this log's key for it
                """,
                "publish.directory: 3 files were missing or torn, written again",
                "publish.directory: the public log could not be written: input/output error 5",
                "publish.directory: the public log could not be written: store is corrupt: bundle 3",
                """
                publish.directory: the public log could not be written: publish.directory: '\(tile)' cannot be \
                written: the disk is full
                """,
            ])
    }

    /// The same values through a handler that writes what it gets: each test above can fail.
    @Test(arguments: hostile) func a_usual_handler_would_have_written_them(_ text: String) {
        let lines = Notices()
        log(text, to: Logger(label: "") { _ in UsualHandler(lines: lines) })
        #expect(lines.all.contains { $0.contains(text) })
    }

    private struct UsualHandler: LogHandler {
        let lines: Notices
        var logLevel = Logger.Level.trace
        var metadata = Logger.Metadata()
        var metadataProvider: Logger.MetadataProvider?

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.add("\(event.message) \(event.metadata ?? [:]) \(metadata)") }
    }
}
