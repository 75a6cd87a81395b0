package import ArgumentParser
import Console
import Dialing
package import Verification
import Words

/// Where a log is shown to the public, and what is known of it beforehand.
package struct LogOptions: ParsableArguments {
    /// A site link, or a file that holds one.
    @Option(help: siteHelp)
    package var site: String?

    /// A directory of C2SP tiles, or its address.
    @Option(
        help: say(
            "Folder salinan catatan publik (ubin), atau alamatnya (http://…).",
            "A directory of C2SP tiles, or its address (http://…).", value: "DIR"))
    package var tiles: String?

    /// A file with the log's vkey.
    @Option(
        help: say(
            "Berkas kunci catatan publik (vkey); tidak untuk --site.",
            "File with the log's vkey; not for --site.", value: "F"))
    package var vkey: String?

    /// The site's link, or a file that holds one.
    @Option(
        help: say(
            "Tautan situs, yang sidik jarinya harus cocok; tidak untuk --site.",
            "The site's link, whose fingerprint must fit; not for --site.", value: "L"))
    package var link: String?

    /// A SOCKS5 proxy.
    @Option(help: proxyHelp)
    package var proxy: String?

    /// As ArgumentParser makes it.
    package init() {}

    /// Not a site beside tiles, nor a key beside a site.
    package func validate() throws {
        guard site == nil || tiles == nil else {
            throw ValidationError(
                Phrase("Berikan satu dari --site, --tiles.", "Give one of --site, --tiles.")(language))
        }
        guard site == nil || vkey == nil else {
            throw ValidationError(
                Phrase("--vkey tidak untuk --site.", "--vkey is not for --site.")(language))
        }
    }

    /// Nil where neither of the two is given.
    package var target: LogTarget? {
        get throws(VerificationError) {
            if let site { return .site(try SiteAddress(site: site, proxy: proxy)) }
            guard let tiles else { return nil }
            let proxy = try proxy.map { url throws(VerificationError) in try Proxy(argument: url) }
            return .tiles(tiles, logKey: vkey, link: link, proxy: proxy)
        }
    }
}
