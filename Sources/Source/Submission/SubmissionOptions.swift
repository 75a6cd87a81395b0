package import Verification
package import Wire

extension Submission {
    /// What a command line says of one report.
    package struct Options: Sendable {
        /// Where the report goes.
        package var site: SiteAddress
        /// A report file; nil to ask at the terminal.
        package var from: String?
        /// Paths of the files to attach.
        package var attach: [String] = []
        /// What becomes of what is hidden in them, and of their names.
        package var evidence = EvidenceIntake.Choices(isAsking: false)
        /// The programs that look for it.
        package var tools = EvidenceTools.installed
        /// Agencies that must not read.
        package var exclude: [AgencyCode] = []
        /// Agencies that shall read though the conflict rule advises against it.
        package var include: [AgencyCode] = []
        /// A file with the calendar of elections; nil for those that every program knows.
        package var calendar: String?
        /// Nobody confirms anything; the codename is not typed back.
        package var yes = false
        /// A new file for the promise.
        package var savePromise: String?

        /// Everything is asked, nothing attached, nobody left out.
        package init(site: SiteAddress) {
            self.site = site
        }
    }
}
