import Files
import HTTP
import Words

/// One setting of `kentongand.toml`: its key, what it may be, and the comment above it.
private struct Setting: Sendable {
    enum Kind: Sendable {
        case address(any WritableKeyPath<Configuration, Configuration.Address> & Sendable)
        /// "" for none.
        case optionalAddress(any WritableKeyPath<Configuration, Configuration.Address?> & Sendable)
        case boolean(any WritableKeyPath<Configuration, Bool> & Sendable)
        case path(any WritableKeyPath<Configuration, String> & Sendable)
        case urls(limit: Int, any WritableKeyPath<Configuration, [HTTPURL]> & Sendable)
        case integer(ClosedRange<Int>, any WritableKeyPath<Configuration, Int> & Sendable)
    }

    let path: String
    let kind: Kind
    let comment: String
}

/// Numbers of the file, in its units.
extension Configuration {
    fileprivate var answerDelayMilliseconds: Int {
        get { Int(answerDelay / .milliseconds(1)) }
        set { answerDelay = .milliseconds(newValue) }
    }
    fileprivate var drainSeconds: Int {
        get { Int(drain / .seconds(1)) }
        set { drain = .seconds(newValue) }
    }
    fileprivate var unreadMebibytes: Int {
        get { unreadBytes >> 20 }
        set { unreadBytes = newValue << 20 }
    }
    fileprivate var requestMebibytes: Int {
        get { requestBytes >> 20 }
        set { requestBytes = newValue << 20 }
    }
    fileprivate var payloadMebibytes: Int {
        get { Int(payloadBytes >> 20) }
        set { payloadBytes = UInt64(newValue) << 20 }
    }
    fileprivate var freeMebibytes: Int {
        get { Int(freeBytes >> 20) }
        set { freeBytes = UInt64(newValue) << 20 }
    }
}

private let settings: [Setting] = [
    Setting(
        path: "server.listen", kind: .address(\.listen),
        comment: "Where the server listens: address:port. Behind an onion service, 127.0.0.1."),
    Setting(
        path: "server.onion_listen", kind: .optionalAddress(\.onionListen),
        comment:
            "Where Tor brings visitors of the onion service by HiddenServiceExportCircuitID haproxy: address:port; empty for nowhere."
    ),
    Setting(
        path: "server.public", kind: .address(\.public),
        comment: "Where sources reach it; stands in the site link that posters print."),
    Setting(
        path: "server.answer_delay_ms", kind: .integer(0...10_000, \.answerDelayMilliseconds),
        comment:
            "Every cell of a source is answered this long after it arrived, so that the time tells nothing."),
    Setting(
        path: "server.connections", kind: .integer(1...100_000, \.connections),
        comment:
            "Connections at once; beyond them, and beyond what files the system allows, the idlest makes room."
    ),
    Setting(
        path: "server.drain_s", kind: .integer(0...300, \.drainSeconds),
        comment: "On SIGTERM, how long running calls may take to end."),
    Setting(
        path: "admission.pending", kind: .integer(1...1_000_000, \.pending),
        comment: "Records that may wait for one epoch; more are asked to come back later."),
    Setting(
        path: "admission.payload_mib", kind: .integer(64...16_777_216, \.payloadMebibytes),
        comment: "Mebibytes that sealed reports and evidence may take in all."),
    Setting(
        path: "admission.free_mib", kind: .integer(16...1_048_576, \.freeMebibytes),
        comment: "Mebibytes of the disk that stay free; below, nothing is taken in."),
    Setting(
        path: "limits.calls", kind: .integer(1...10_000, \.calls),
        comment: "Calls that work at once; others wait, and connections have their turns alike."),
    Setting(
        path: "limits.unread_mib", kind: .integer(1...65_536, \.unreadMebibytes),
        comment: "Mebibytes of answers that may wait for slow readers, of all connections."),
    Setting(
        path: "limits.requests_mib", kind: .integer(0...65_536, \.requestMebibytes),
        comment:
            "Mebibytes of requests that wait to be whole or for their turn, beside the 68 KiB of each connection."
    ),
    Setting(
        path: "limits.uploads", kind: .integer(1...4_096, \.uploads),
        comment: "Attachments brought at once: 256 KiB of memory each, and 32 MiB that all of them share."),
    Setting(
        path: "publish.directory", kind: .path(\.publishDirectory),
        comment:
            "Folder for the public log as static files (C2SP tlog-tiles), for any web server; empty for none."
    ),
    Setting(
        path: "publish.immutable", kind: .boolean(\.publishImmutable),
        comment: "Full tiles get the flag of chattr +i, where file system and rights allow it."),
    Setting(
        path: "publish.listen", kind: .optionalAddress(\.publishListen),
        comment: "Serve that folder by HTTP, to read: address:port; empty if another web server does."),
    Setting(
        path: "publish.tls", kind: .boolean(\.publishTLS),
        comment: "By HTTPS there, with the key in keys/tls.pem."),
    Setting(
        path: "publish.connections", kind: .integer(1...100_000, \.publishConnections),
        comment: "Connections at once there; more are closed as they come."),
    Setting(
        path: "witnesses.urls", kind: .urls(limit: 16, \.witnesses),
        comment:
            "Witnesses that each checkpoint is submitted to (C2SP tlog-witness): a list of http:// or https:// URLs."
    ),
]

extension Configuration {
    /// The whole file: every setting with its value, limits and meaning.
    package var file: String {
        var text = """
            # kentongand: what an operator sets. Check with: kentongand config check --data DIR
            # Epochs, keys, agencies and retention are not here: they are in the signed site descriptor.

            """
        var section = ""
        for setting in settings {
            let parts = setting.path.split(separator: ".")
            if parts[0] != section {
                section = String(parts[0])
                text += "\n[\(section)]\n"
            }
            text += "\n# \(setting.comment)\n"
            switch setting.kind {
            case .address(let path): text += "\(parts[1]) = \"\(self[keyPath: path])\"\n"
            case .optionalAddress(let path):
                text += "\(parts[1]) = \"\(self[keyPath: path].map { "\($0)" } ?? "")\"\n"
            case .boolean(let path): text += "\(parts[1]) = \(self[keyPath: path])\n"
            case .path(let path): text += "\(parts[1]) = \"\(self[keyPath: path])\"\n"
            case .urls(let limit, let path):
                let urls = self[keyPath: path].map { "\"\($0)\"" }.joined(separator: ", ")
                text += "# up to \(limit)\n\(parts[1]) = [\(urls)]\n"
            case .integer(let range, let path):
                text += "# \(range.lowerBound) to \(range.upperBound)\n\(parts[1]) = \(self[keyPath: path])\n"
            }
        }
        return text
    }

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - name: the file's, for errors.
    /// - Throws: `malformed` for what is no TOML; `unknown` for a key that is none of ours; `refused` for a
    ///   value of another type or outside its limits.
    package init(file text: String, name: String) throws(ConfigurationError) {
        self.init()
        let document: Document
        do { document = try Document(toml: text) } catch { throw .malformed(file: name, error) }
        for found in document.settings {
            guard let setting = settings.first(where: { $0.path == found.path }) else {
                throw .unknown(found, file: name, known: settings.map(\.path))
            }
            do throws(ConfigurationError.Refusal) { try set(setting, to: found.value) } catch {
                throw .refused(found, file: name, error)
            }
        }
    }

    private mutating func set(
        _ setting: Setting, to value: Document.Value
    ) throws(ConfigurationError.Refusal) {
        switch (setting.kind, value) {
        case (.address(let path), .string(let text)):
            guard let address = Address(text) else { throw .notAnAddress(text) }
            self[keyPath: path] = address
        case (.optionalAddress(let path), .string(let text)):
            let address = Address(text)
            guard address != nil || text.isEmpty else { throw .neitherEmptyNorAddress(text) }
            self[keyPath: path] = address
        case (.boolean(let path), .boolean(let value)): self[keyPath: path] = value
        case (.integer(let range, let path), .integer(let value)):
            guard range.contains(value) else { throw .outside(range, value) }
            self[keyPath: path] = value
        case (.path(let path), .string(let text)):
            guard text.isEmpty || text.hasPrefix("/") else { throw .relative(text) }
            self[keyPath: path] = text
        case (.urls(let limit, let path), .array(let values)):
            guard values.count <= limit else { throw .urlCount(values.count, limit: limit) }
            self[keyPath: path] = try values.map(url)
        default: throw .type(setting.kind.expected)
        }
    }
}

private func url(_ value: Document.Value) throws(ConfigurationError.Refusal) -> HTTPURL {
    guard case .string(let text) = value else { throw .element(value) }
    guard let url = HTTPURL(text) else { throw .notAURL(text) }
    return url
}

extension Setting.Kind {
    fileprivate var expected: ConfigurationError.Expected {
        switch self {
        case .address, .optionalAddress: .address
        case .boolean: .boolean
        case .path: .path
        case .urls: .urls
        case .integer(let range, _): .integer(range)
        }
    }
}
