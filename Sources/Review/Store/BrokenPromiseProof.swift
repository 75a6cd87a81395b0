import AuditLog
import CaseStore
import Files
package import Verification
import Wire

/// What shows others that the site has broken its promise to log something of this agency's.
package enum BrokenPromiseProof: Equatable, Sendable {
    /// A file that anybody can check by itself; it tells nothing of the case.
    case written(path: String)
    /// The log holds what was promised, at this entry; the site does not open it to the agency.
    case unopened(index: UInt64)
    /// None could be made or kept.
    case failed(VerificationError)

    /// Judges the promise by the log, and keeps the evidence in the store's folder `broken-promises`.
    ///
    /// - Parameters:
    ///   - item: what was promised.
    ///   - store: whose folder the file goes to; a file of before that holds stays.
    ///   - session: a visit of the agency's.
    /// - Returns: nil where nothing was broken, or no promise was kept.
    static func of(
        _ item: OutboxItem, in store: CaseStore, by session: ReviewSession
    ) async -> BrokenPromiseProof? {
        guard let promise = item.promise else { return nil }
        let folder = store.path + "/broken-promises"
        let path = folder + "/" + promise.commitment.hex.prefix(16) + ".evidence"
        let root = session.site.descriptor.root
        if BrokenPromiseEvidence.isSaved(at: path, of: promise, root: root) { return .written(path: path) }
        do throws(VerificationError) {
            let judge = PromiseJudge(
                source: SiteLog(session), pins: try session.site.pins(kept: nil))
            let judgement = try await judge.judge(promise)
            guard let evidence = judgement.evidence else {
                return judgement.index.map { .unopened(index: $0) }
            }
            do throws(FileError) { try Files.makeFolder(folder, mode: 0o700) } catch {
                throw .unwritable(.evidence, path: path, error)
            }
            try evidence.save(to: path)
            return .written(path: path)
        } catch {
            return .failed(error)
        }
    }
}
