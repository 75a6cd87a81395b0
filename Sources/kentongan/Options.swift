import ArgumentParser
import Cases
import Client
import Console

/// What says where the site is.
struct SiteOptions: ParsableArguments {
    @Option(name: .long, help: .init(HelpText.site(language), valueName: "L"))
    var site: String

    @Option(name: .long, help: .init(HelpText.proxy(language), valueName: "URL"))
    var proxy: String?

    func address() throws(Failure) -> SiteAddress {
        try SiteAddress(site: site, proxy: proxy)
    }
}
