package import Wire
package import Words

/// Why a log could not be read on: the way to it failed, or what is there is no log.
package enum LogSourceError: Error, Equatable {
    /// The way to it failed: a value of the role that reads it.
    case unreadable(any Explainable)
    /// What is there is no log.
    case log(LogError)

    /// Whether both are told alike.
    package static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.unreadable(let left), .unreadable(let right)): left.failure == right.failure
        case (.log(let left), .log(let right)): left == right
        default: false
        }
    }
}

/// Some entries in a row, as a C2SP entry bundle.
package struct LogPiece: Equatable, Sendable {
    /// Index of the first entry.
    package var first: UInt64
    /// The entries, each behind its length.
    package var bytes: [UInt8]
    /// Entries in `bytes`.
    package var count: Int

    /// Takes the parts as they are: whoever audits them finds what is wrong.
    package init(first: UInt64, bytes: [UInt8], count: Int) {
        self.first = first
        self.bytes = bytes
        self.count = count
    }
}

/// Gives values one after the other, as long as somebody asks.
package protocol LogReader<Element>: AnyObject {
    associatedtype Element

    /// The next value, or nil behind the last.
    func next() async throws(LogSourceError) -> Element?
}

/// Where a log is read from: a site, its data directory, or a directory of tiles.
///
/// Nothing read is trusted.
package protocol LogSource: Sendable {
    /// Whether reading costs somebody's bandwidth.
    var isRemote: Bool { get }

    /// The newest checkpoint, a note with its signatures.
    func checkpoint() async throws(LogSourceError) -> [UInt8]

    /// Whole entries in order, `first` to before `end`; each piece but the last ends at a multiple of 256.
    func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]>

    /// What the key of this source opens, in index order; nothing to the public.
    func openings(from first: UInt64) -> any LogReader<OpenedEntry>

    /// The bytes of an envelope; none where there is no such envelope.
    func envelope(_ hash: Hash) -> any LogReader<[UInt8]>

    /// Bytes of the longest envelope that is fetched from here.
    var envelopeLimit: UInt64 { get }

    /// The hash tiles that the source itself offers to others; nil where it offers none.
    var tiles: (any LogTiles)? { get }

    /// The hashes of a consistency proof, RFC 6962 section 2.1.2.
    func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash]

    /// The hashes of an inclusion proof, RFC 6962 section 2.1.1.
    func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash]

    /// When the newest tree that a quorum of witnesses signed was new, in seconds since 1970.
    ///
    /// - Returns: nil where the source knows of none, or of the newest checkpoint's alone.
    /// - Throws: where what it shows of that tree is false.
    func witnessedSince() async throws(LogSourceError) -> UInt64?
}

extension LogSource {
    /// Reading costs nobody anything.
    package var isRemote: Bool { false }
    /// No limit.
    package var envelopeLimit: UInt64 { .max }
    /// Offers none.
    package var tiles: (any LogTiles)? { nil }
    /// Knows of the newest checkpoint alone.
    package func witnessedSince() async throws(LogSourceError) -> UInt64? { nil }
}

extension LogSourceError {
    /// Entries that a checkpoint signs are not there.
    package static func missing(_ first: UInt64, _ what: String) -> LogSourceError {
        .log(LogError(.chainBroken, at: first, what, expected: "the entries from \(first) on", found: "none"))
    }
}

/// Cuts what comes in any portions into pieces that end at multiples of 256, as audits like them best.
package struct LogPieceCutter: Sendable {
    /// Index of the next entry expected.
    package private(set) var next: UInt64
    private var held: LogPiece

    /// - Parameter first: index of the first entry that will come.
    package init(first: UInt64) {
        next = first
        held = LogPiece(first: first, bytes: [], count: 0)
    }

    /// - Returns: the pieces that are whole now.
    package mutating func add(first: UInt64, bytes: [UInt8]) throws(LogError) -> [LogPiece] {
        guard first == next else {
            throw LogError(.chainBroken, at: next, "EntryBundle.first", expected: next, found: first)
        }
        var pieces: [LogPiece] = []
        var start = 0
        var offset = 0
        while offset < bytes.count {
            guard bytes.count - offset >= 2 else { throw truncated }
            offset += 2 + (Int(bytes[offset]) << 8 | Int(bytes[offset + 1]))
            guard offset <= bytes.count, next < .max else { throw truncated }
            next += 1
            held.count += 1
            guard next % 256 == 0 else { continue }
            held.bytes += bytes[start..<offset]
            start = offset
            pieces.append(held)
            held = LogPiece(first: next, bytes: [], count: 0)
        }
        held.bytes += bytes[start...]
        return pieces
    }

    /// What is left behind the last multiple of 256; nil without any.
    package mutating func rest() -> LogPiece? {
        guard held.count > 0 else { return nil }
        defer { held = LogPiece(first: next, bytes: [], count: 0) }
        return held
    }

    private var truncated: LogError {
        LogError(
            .entryUndecodable, at: next, "EntryBundle", expected: "whole entries", found: "an entry cut off")
    }
}

/// Gives nothing.
package final class EmptyLogReader<Element>: LogReader {
    /// A reader without values.
    package init() {}

    /// Nothing.
    package func next() async throws(LogSourceError) -> Element? { nil }
}

/// Gives what a closure makes, until it gives nil.
package final class ClosureLogReader<Element>: LogReader {
    private let body: () async throws(LogSourceError) -> Element?

    /// - Parameter body: the next value, or nil behind the last.
    package init(_ body: @escaping () async throws(LogSourceError) -> Element?) {
        self.body = body
    }

    /// What the closure makes.
    package func next() async throws(LogSourceError) -> Element? { try await body() }
}
