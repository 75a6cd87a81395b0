import Sealing
import Verification
import Wire

extension ReviewSession {
    /// Fetches an envelope whole and opens it; what it holds is looked at afterwards.
    ///
    /// - Parameters:
    ///   - hash: by which the record names it.
    ///   - length: bytes that it has by the site's word; not much more than that is fetched.
    ///   - rule: what it must be.
    ///   - key: the agency's.
    /// - Returns: what was opened, and SHA-256 of what came.
    /// - Throws: `site` where the site does not give it.
    func fetch(
        _ hash: Hash, length: UInt64, rule: EnvelopeRule, key: AgencyKeyFile
    ) async throws(VerificationError) -> (envelope: OpenedEnvelope, found: Hash) {
        var opened = OpenedEnvelope(identities: key.identities, rule: rule)
        var stream = envelope(hash)
        while opened.length <= length, let chunk = try await stream.reply() {
            _ = opened.receive(chunk.data)
        }
        let found = opened.finish().hash
        return (opened, found)
    }
}
