package import ArgumentParser
import Cases

/// Where a site is, and how to get there.
package struct SiteOptions: ParsableArguments {
    @Option(help: siteHelp)
    package var site: String

    @Option(help: proxyHelp)
    package var proxy: String?

    package init() {}
}

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
            "Berkas kunci log (vkey), untuk --tiles.", "File with the log's vkey, for --tiles.", value: "F"))
    package var vkey: String?

    @Option(
        help: say(
            "Tautan situs, yang sidik jarinya harus cocok, untuk --data dan --tiles.",
            "The site's link, whose fingerprint must fit, for --data and --tiles.", value: "L"))
    package var link: String?

    @Option(help: proxyHelp)
    package var proxy: String?

    package init() {}

    /// None of the three is for who has nothing to ask a log.
    package var isGiven: Bool { site != nil || data != nil || tiles != nil }

    package func validate() throws {
        guard [site, data, tiles].compactMap(\.self).count <= 1 else { throw Self.oneOfThree }
        guard site == nil || vkey == nil && link == nil else {
            throw ValidationError(
                Phrase("--vkey dan --link tidak untuk --site.", "--vkey and --link are not for --site.")(
                    language))
        }
        guard data == nil || proxy == nil else {
            throw ValidationError(
                Phrase("--proxy tidak untuk --data.", "--proxy is not for --data.")(language))
        }
    }

    /// For commands that read a log in any case.
    package func validateGiven() throws {
        guard isGiven else { throw Self.oneOfThree }
    }

    private static var oneOfThree: ValidationError {
        ValidationError(
            Phrase("Berikan satu dari --site, --data, --tiles.", "Give one of --site, --data, --tiles.")(
                language))
    }
}

private let siteHelp = say(
    "Tautan situs (kentongan://…), atau berkas yang memuatnya.",
    "Site link (kentongan://…), or a file that holds one.", value: "L")

private let proxyHelp = say(
    "Lewat proksi SOCKS5, misalnya Tor: socks5://127.0.0.1:9050",
    "Through a SOCKS5 proxy, as Tor: socks5://127.0.0.1:9050", value: "URL")
