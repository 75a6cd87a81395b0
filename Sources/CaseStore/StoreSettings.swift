import Files
package import Wire

/// What lies in the clear beside a store, so that a command needs nothing but the folder.
package struct StoreSettings: Equatable, Sendable {
    /// The site's link.
    package var link: String
    /// The log's name.
    package var origin: Origin
    /// Whose store it is.
    package var agency: AgencyCode
    /// The key file, by an absolute path.
    package var key: String
    /// A SOCKS5 proxy that the site is reached through; nil for none.
    package var proxy: String?

    /// Takes the parts as they are.
    package init(link: String, origin: Origin, agency: AgencyCode, key: String, proxy: String? = nil) {
        self.link = link
        self.origin = origin
        self.agency = agency
        self.key = key
        self.proxy = proxy
    }

    static let version = 1
    static let limit = 1 << 16

    /// The file's text.
    var text: String {
        var lines = [
            "# kentongan-review sync", "version = \(Self.version)", "link = \(quoted(link))",
            "origin = \(quoted(origin))", "agency = \(quoted(agency))", "key = \(quoted(key))",
        ]
        if let proxy { lines.append("proxy = \(quoted(proxy))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads what `text` gives; what people changed by hand too.
    init(text: String) throws(CaseStoreError) {
        guard let document = try? Document(toml: text) else { throw .damaged(.settings) }
        var texts: [String: String] = [:]
        var version: Int?
        for setting in document.settings {
            switch setting.value {
            case .string(let value): texts[setting.path] = value
            case .integer(let value) where setting.path == "version": version = value
            default: throw .damaged(.settings)
            }
        }
        guard let version else { throw .damaged(.settings) }
        guard version == Self.version else { throw .version(found: version, supported: Self.version) }
        guard let link = texts["link"], let origin = texts["origin"], let agency = texts["agency"],
            let key = texts["key"]
        else { throw .damaged(.settings) }
        self.init(link: link, origin: origin, agency: agency, key: key, proxy: texts["proxy"])
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 32 || scalar.value == 127:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
