import AuditLog
import RPC
import TransparencyLog
package import Wire

extension SiteConnection {
    /// The log that this site's log says to follow, proven by entry 1.
    ///
    /// Asked only where something was not found that may be in the earlier one: who asks shows that much.
    ///
    /// - Returns: nil where there was none before, or where that cannot be learnt.
    package func earlierLog() async -> Discontinuity? {
        let checkpoint = site.checkpoint.checkpoint
        let index = Discontinuity.index
        let request = EntriesRequest(first: index, end: index + 1)
        guard checkpoint.size > index, let bundle = try? await connection.audit.entries(request).next(),
            let ranges = try? unsafe TransparencyLog.EntryBundle.ranges(
                in: bundle.bundle.span.bytes, count: 1),
            let range = ranges.first, let entry = try? Entry(decoding: Array(bundle.bundle[range])),
            let path = try? await connection.audit.inclusion(
                InclusionRequest(index: index, size: checkpoint.size))
        else { return nil }
        return try? Discontinuity(
            ProvenEntry(entry, path: path.hashes), in: checkpoint, descriptor: site.descriptor)
    }
}
