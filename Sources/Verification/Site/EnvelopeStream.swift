import RPC
package import Wire

/// The portions of one envelope, as a site sends them.
///
/// The caller stops behind the length that the log gives; this ends what comes so slowly that it would last for ever. Where the
/// connection breaks, the next one brings what is missing.
package struct EnvelopeStream {
    private let hash: Hash
    private var offset: UInt64
    private var replies: ResumedReplies<EnvelopeChunk>
    private var pace = Pace(began: .now)

    init(_ hash: Hash, from offset: UInt64, over line: SiteLine) {
        self.hash = hash
        self.offset = offset
        replies = ResumedReplies(line)
    }

    /// The next portion, or nil behind the last.
    package mutating func next() async throws(SiteError) -> EnvelopeChunk? {
        let request = EnvelopeRequest(envelope: hash, offset: offset)
        let chunk = try await replies.next(
            { $0.review.envelope(request) }, brings: { $0?.data.isEmpty == false })
        let count = chunk?.data.count ?? 0
        offset = offset.plus(UInt64(count))
        try pace.take(count, at: .now)
        return chunk
    }

    /// The next portion, or nil behind the last; what ended the call as a person reads it.
    package mutating func reply() async throws(VerificationError) -> EnvelopeChunk? {
        do throws(SiteError) { return try await next() } catch { throw .site(error) }
    }
}

/// How fast a stream has to be: a minute is free, and then on the average there are a thousand bytes a second.
struct Pace {
    static let free: Duration = .seconds(60)
    static let bytesPerSecond = 1_000

    private let began: ContinuousClock.Instant
    private var bytes = 0

    init(began: ContinuousClock.Instant) { self.began = began }

    /// Takes what came; throws `stalled` where all of it is too little for the time.
    mutating func take(_ count: Int, at now: ContinuousClock.Instant) throws(SiteError) {
        bytes += count
        guard now - began <= Self.free + .seconds(bytes / Self.bytesPerSecond) else {
            throw .stalled(limit: Self.free)
        }
    }
}
