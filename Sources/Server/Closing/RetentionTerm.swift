import AuditLog
import Storage
import Wire

/// A published descriptor, and from which record on its retention holds.
struct RetentionTerm: Sendable {
    /// As logged.
    let descriptor: SiteDescriptor
    /// Of its entry: it is in force for every record behind.
    let index: UInt64
    /// The number of the epoch before the batch that holds it: records promised for that one, or before, came earlier.
    let before: UInt64

    /// All of a log, in its order.
    static func all(of store: any Store) async throws -> [RetentionTerm] {
        var terms: [RetentionTerm] = []
        for (index, before) in try await store.descriptors() {
            let entry = try Entry(decoding: try await store.entry(at: index))
            guard case .site(let descriptor) = entry.body else { continue }
            terms.append(RetentionTerm(descriptor: descriptor, index: index, before: before))
        }
        return terms
    }

    /// For which payloads are kept.
    var seconds: UInt64 { UInt64(descriptor.retention.payload).times(86_400) }

    /// Whether a payload of this term may be erased in an epoch behind the newest one.
    func isOver(for held: HeldPayload, at site: PublishedSite) -> Bool {
        guard held.index > index, let included = site.clock.scheduled(held.batch) else { return false }
        let (lawful, overflow) = included.addingReportingOverflow(seconds)
        return !overflow && site.epoch.scheduled >= lawful
    }
}
