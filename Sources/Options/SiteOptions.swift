package import ArgumentParser
import Console
package import Verification
import Words

/// Where a site is, and how to get there.
package struct SiteOptions: ParsableArguments {
    /// A site link, or a file that holds one.
    @Option(help: siteHelp)
    package var site: String

    /// A SOCKS5 proxy.
    @Option(help: proxyHelp)
    package var proxy: String?

    /// As ArgumentParser makes it.
    package init() {}

    /// Reads both; nothing is looked up.
    package func address() throws(VerificationError) -> SiteAddress {
        try SiteAddress(site: site, proxy: proxy)
    }
}

let siteHelp = say(
    "Tautan situs (kentongan://…), atau berkas yang memuatnya.",
    "Site link (kentongan://…), or a file that holds one.", value: "L")

let proxyHelp = say(
    "Lewat proksi SOCKS5, misalnya Tor: socks5://127.0.0.1:9050",
    "Through a SOCKS5 proxy, as Tor: socks5://127.0.0.1:9050", value: "URL")
