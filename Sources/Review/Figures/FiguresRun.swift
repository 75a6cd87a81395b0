import AuditLog
import Files
package import Verification
package import Words

/// Reads a log in public, and writes what it says of its cases into a folder.
package struct FiguresRun: Sendable {
    private let target: LogTarget
    private let path: String
    private let month: CalendarMonth?
    private let progress: @Sendable (UInt64, UInt64) -> Void

    /// Nothing is read yet.
    ///
    /// - Parameters:
    ///   - target: a site or tiles; tiles without a key are taken at their own word, which the page says.
    ///   - path: a folder that is new or empty.
    ///   - month: the one to show first; nil for the newest.
    ///   - progress: called with the entries read and the log's size.
    package init(
        _ target: LogTarget, into path: String, month: CalendarMonth?,
        progress: @escaping @Sendable (UInt64, UInt64) -> Void = { _, _ in }
    ) {
        self.target = target
        self.path = path
        self.month = month
        self.progress = progress
    }

    /// Verifies the log, and writes `index.html`, `data.csv`, `data.json` and `recompute.py`.
    ///
    /// - Parameter now: seconds since 1970.
    /// - Returns: what was written.
    /// - Throws: `FiguresError` with nothing written; `VerificationError`, `OutputFolderError`.
    package func run(now: UInt64) async throws -> PublicFigures {
        let log = try await LogSourceOpening(target, needsLogKey: false, now: now)
        let figures: PublicFigures
        do {
            let outcome = try await VerifyRun(source: log.source, pins: log.pins, progress: progress)
                .run(kept: nil)
            figures = try PublicFigures(outcome)
            await log.close()
        } catch {
            await log.close()
            throw error
        }
        let shown = try figures.shown(month)
        let folder = try OutputFolder(creating: path)
        do throws(OutputFolderError) {
            try folder.write("data.json", [UInt8](figures.json.fileText.utf8))
            try folder.write("data.csv", [UInt8](figures.csv.utf8))
            try folder.write("recompute.py", [UInt8](RecomputeScript.text.utf8))
            try folder.write(
                "index.html", [UInt8](figures.page(shown: shown, isPinned: isPinned).utf8))
        } catch {
            folder.discard()
            throw error
        }
        return figures
    }

    /// Whether the log's key came from elsewhere than the log.
    private var isPinned: Bool {
        if case .tiles(_, let key, let link, _) = target { key != nil || link != nil } else { true }
    }
}
