package import ArgumentParser
package import Client
import Console
import Dialing
import Words

/// Where a log is read, and what is known of it beforehand.
package struct LogOptions: ParsableArguments {
    @Option(help: siteHelp)
    package var site: String?

    @Option(
        help: say(
            "Folder data kentongand, atau salinannya.", "A data directory of kentongand, or a copy.",
            value: "DIR"))
    package var data: String?

    @Option(
        help: say(
            "Folder ubin C2SP, atau alamatnya (http://…).",
            "A directory of C2SP tiles, or its address (http://…).", value: "DIR"))
    package var tiles: String?

    @Option(
        help: say(
            "Berkas kunci log (vkey), untuk --tiles dan --data.",
            "File with the log's vkey, for --tiles and --data.", value: "F"))
    package var vkey: String?

    @Option(
        help: say(
            "Tautan situs, yang sidik jarinya harus cocok, untuk --data dan --tiles.",
            "The site's link, whose fingerprint must fit, for --data and --tiles.", value: "L"))
    package var link: String?

    @Option(help: proxyHelp)
    package var proxy: String?

    package init() {}

    package func validate() throws {
        guard [site, data, tiles].compactMap(\.self).count <= 1 else {
            throw ValidationError(Self.oneOfThree)
        }
        guard site == nil || vkey == nil else {
            throw ValidationError(
                Phrase("--vkey tidak untuk --site.", "--vkey is not for --site.")(language))
        }
        guard data == nil || proxy == nil else {
            throw ValidationError(
                Phrase("--proxy tidak untuk --data.", "--proxy is not for --data.")(language))
        }
    }

    /// Nil where none of the three is given.
    package var target: LogSourceTarget? {
        get throws(Failure) {
            if let site { return .site(try SiteAddress(site: site, proxy: proxy)) }
            if let data { return .data(data, logKey: vkey, link: link) }
            guard let tiles else { return nil }
            let proxy = try proxy.map { url throws(Failure) in try Proxy(argument: url) }
            return .tiles(tiles, logKey: vkey, link: link, proxy: proxy)
        }
    }

    /// For commands that read a log in any case, and have no other use for a link beside a site.
    package func neededTarget() throws(Failure) -> LogSourceTarget {
        guard site == nil || link == nil else {
            throw Failure(
                .usage, Phrase("--link tidak untuk --site.", "--link is not for --site.")(language),
                field: "--link")
        }
        guard let target = try target else { throw Failure(.usage, Self.oneOfThree, field: "--site") }
        return target
    }

    private static let oneOfThree = Phrase(
        "Berikan satu dari --site, --data, --tiles.", "Give one of --site, --data, --tiles.")(language)
}
