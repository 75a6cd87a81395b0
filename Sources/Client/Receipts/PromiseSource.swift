import AuditLog
import Console
import Wire

/// The log that a promise is judged by.
package enum PromiseSource: Sendable {
    case site(SiteAddress)
    /// A server's data directory, or a copy of one.
    case data(String)
    /// C2SP tiles: a directory, or the address of one.
    ///
    /// - Parameters:
    ///   - logKey: a file with the log's vkey.
    ///   - link: whose fingerprint the root key must have.
    case tiles(String, logKey: String?, link: String?)

    /// Reads and judges.
    ///
    /// - Parameter now: seconds since 1970.
    func judge(_ promise: Promise, now: UInt64) async throws(Failure) -> PromiseVerdict {
        let (source, pins, opening) = try await open(now: now)
        defer { if let opening { Task { await opening.close() } } }
        do throws(LogSourceError) {
            let judgement = try await PromiseJudge(source: source, pins: pins).judge(promise)
            return .judged(judgement, isPinned: pins.fingerprint != nil || pins.log != nil)
        } catch {
            switch error {
            case .failure(let failure) where failure.kind == .missingFile:
                return .undecided(promise, failure.message)
            case .failure(let failure): throw failure
            case .log(let error): return .undecided(promise, error.description)
            }
        }
    }

    private func open(
        now: UInt64
    ) async throws(Failure) -> (any LogSource, AuditPins, LogSourceOpening?) {
        let opening: LogSourceOpening
        switch self {
        case .site(let address): opening = try await LogSourceOpening(.site(address), now: now)
        case .data(let directory): opening = try await LogSourceOpening(.data(directory), now: now)
        case .tiles(let directory, let logKey?, let link):
            opening = try await LogSourceOpening(.tiles(directory), logKey: logKey, link: link, now: now)
        case .tiles(let directory, nil, let link):
            let fingerprint = try link.map { link throws(Failure) in try SiteLink(argument: link).fingerprint
            }
            return (try tilesSource(directory), AuditPins(fingerprint: fingerprint), nil)
        }
        return (opening.source, opening.pins, opening)
    }
}
