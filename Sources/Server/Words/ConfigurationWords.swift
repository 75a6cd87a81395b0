import Files
package import Words

extension ConfigurationError: Explainable {
    /// Of kind `configuration`, but for a file that is missing or cannot be read.
    package var failure: Failure {
        switch self {
        case .exposed(let error): Failure(reading: error.path, field: "--data", error)
        case .unreadable(let error): unreadable(error)
        case .malformed(let file, let error): Failure(error, name: file, kind: .configuration)
        case .unknown(let setting, let file, let known):
            Failure(
                .configuration,
                """
                \(file): \(setting.place)unknown key '\(setting.path)'; \
                known are \(known.joined(separator: ", "))
                """,
                field: setting.path)
        case .refused(let setting, let file, let refusal):
            Failure(
                .configuration, "\(file): \(setting.place)\(setting.path) \(refusal.meaning(setting.value))",
                field: setting.path, limit: refusal.limit.map { UInt64(clamping: $0) })
        case .nothingToPublish:
            Failure(
                .configuration, "publish.listen needs publish.directory, which is empty",
                field: "publish.listen")
        }
    }

    /// What is too long or no text is a mistake in the settings, not in what a user gave.
    private func unreadable(_ error: FileError) -> Failure {
        var failure = Failure(reading: error.path, field: "kentongand.toml", error)
        if failure.kind == .badInput { failure.kind = .configuration }
        return failure
    }
}

extension ConfigurationError.Refusal {
    fileprivate func meaning(_ value: Document.Value) -> String {
        switch self {
        case .type(let expected): "is \(value.typeName), not \(expected.name)"
        case .notAnAddress(let text): "is '\(plain(text))', not host:port with a port of 0 to 65535"
        case .neitherEmptyNorAddress(let text):
            "is '\(plain(text))', neither empty nor host:port with a port of 0 to 65535"
        case .outside(let range, let number):
            "is \(number), limit \(range.lowerBound) to \(range.upperBound)"
        case .relative(let path): "is '\(plain(path))', not an absolute path"
        case .urlCount(let count, let limit): "has \(count) URLs, limit \(limit)"
        case .element(let element): "holds \(element.typeName), not a string with a URL"
        case .notAURL(let text): "holds '\(plain(text))', not http://host:port/path or https://…"
        }
    }

    fileprivate var limit: Int? {
        switch self {
        case .notAnAddress, .neitherEmptyNorAddress: 65_535
        case .type(.integer(let range)): range.upperBound
        case .outside(let range, let number):
            number < range.lowerBound ? range.lowerBound : range.upperBound
        case .urlCount(_, let limit): limit
        case .type, .relative, .element, .notAURL: nil
        }
    }
}

extension ConfigurationError.Expected {
    fileprivate var name: String {
        switch self {
        case .address: "a string host:port"
        case .path: "a string with a path"
        case .boolean: "true or false"
        case .integer(let range): "an integer of \(range.lowerBound) to \(range.upperBound)"
        case .urls: "a list of strings with URLs"
        }
    }
}
