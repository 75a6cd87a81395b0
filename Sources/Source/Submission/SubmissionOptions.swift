package import Verification
package import Wire

extension Submission {
    /// What a command line says of one report.
    package struct Options: Sendable {
        package var site: SiteAddress
        /// A report file; nil to ask at the terminal.
        package var from: String?
        package var attach: [String] = []
        package var exclude: [AgencyCode] = []
        /// Agencies that shall read though the conflict rule advises against it.
        package var include: [AgencyCode] = []
        /// Nobody confirms anything; the codename is not typed back.
        package var yes = false
        package var savePromise: String?

        package init(site: SiteAddress) {
            self.site = site
        }
    }
}
