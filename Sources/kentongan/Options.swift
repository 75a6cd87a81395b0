import ArgumentParser
import AuditLog
import Cases
import Client
import Console
import Foundation
import RPC

extension Language: ExpressibleByArgument {}

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: .init(HelpText.site(language), valueName: "L"))
    var site: String

    @Option(name: .long, help: .init(HelpText.proxy(language), valueName: "URL"))
    var proxy: String?

    @Flag(name: .long, help: .init(HelpText.json(language)))
    var json = false

    @Option(name: .long, help: .init(HelpText.lang(language), valueName: "id|en"))
    var lang: Language?

    var terminal: Terminal {
        Terminal(json: json, language: language, environment: ProcessInfo.processInfo.environment)
    }

    func link() throws(Failure) -> SiteLink {
        let link = try SiteLink(argument: site)
        try link.check(proxy: try throughProxy())
        return link
    }

    func throughProxy() throws(Failure) -> Proxy? {
        guard let proxy else { return nil }
        return try Proxy(argument: proxy)
    }
}
