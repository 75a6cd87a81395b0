import Cases
import CaseStore
import RPC
import Verification
import Wire

/// Where the bytes of a case's envelopes come from.
enum EnvelopeSource: Sendable {
    case site(ReviewSession)
    case store(CaseStore)

    /// Gives an envelope's bytes, in portions.
    ///
    /// - Parameters:
    ///   - record: names it.
    ///   - id: of its case.
    ///   - body: is given one portion after the other; false ends it.
    /// - Returns: false where there is none.
    /// - Throws: where it cannot be read on; what `body` throws.
    func read(_ record: CaseRecord, of id: Hash, _ body: ([UInt8]) throws -> Bool) async throws -> Bool {
        guard let hash = record.envelope, record.opened.length > 0 else { return false }
        switch self {
        case .site(let session):
            var stream = session.envelope(hash)
            do {
                while let chunk = try await stream.reply() {
                    guard try body(chunk.data) else { return true }
                }
            } catch VerificationError.site(.call(let error)) where error.code == .notFound {
                return false
            }
            return true
        case .store(let store):
            var isWanted = true
            return try store.readParts(of: id, at: record.index) { part in
                if isWanted { isWanted = try body(part) }
            } > 0
        }
    }
}
