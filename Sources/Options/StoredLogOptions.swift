package import ArgumentParser
package import AuditLog
import Console
package import Verification
package import Words

/// The same, or a log in a server's data directory: for programs that can read a database.
package struct StoredLogOptions: ParsableArguments {
    /// A log that is shown to the public.
    @OptionGroup package var shown: LogOptions

    /// A server's data directory.
    @Option(
        help: say(
            "Folder data kentongand, atau salinannya.", "A data directory of kentongand, or a copy.",
            value: "DIR"))
    package var data: String?

    /// As ArgumentParser makes it.
    package init() {}

    /// Not a directory beside another log or a proxy.
    package func validate() throws {
        guard data == nil || shown.site == nil && shown.tiles == nil else {
            throw ValidationError(RequestError.notOneLog.failure.text(language))
        }
        guard data == nil || shown.proxy == nil else {
            throw ValidationError(
                Phrase("--proxy tidak untuk --data.", "--proxy is not for --data.")(language))
        }
    }

    /// Names the log without opening it.
    ///
    /// - Parameter open: a directory's log, with the openings of one level.
    /// - Returns: nil where none of the three is given.
    /// - Throws: what is wrong with the site's link or the proxy.
    package func target<Refusal: Explainable>(
        open: @escaping @Sendable (_ directory: String, _ level: AuditLevel) throws(Refusal) -> any LogSource
    ) throws(VerificationError) -> LogTarget? {
        guard let data else { return try shown.target }
        return .data(StoredLog(directory: data, logKey: shown.vkey, link: shown.link, open: open))
    }

    /// For commands that read a log in any case, and have no other use for a link beside a site.
    package func neededTarget<Refusal: Explainable>(
        open: @escaping @Sendable (_ directory: String, _ level: AuditLevel) throws(Refusal) -> any LogSource
    ) throws(VerificationError) -> LogTarget {
        guard shown.site == nil || shown.link == nil else { throw .request(.linkForSite) }
        guard let target = try target(open: open) else { throw .request(.notOneLog) }
        return target
    }
}
