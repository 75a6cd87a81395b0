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
                Phrase(
                    """
                    setelan '\(setting.path)' tidak dikenal; yang dikenal: \(known.joined(separator: ", "))
                    """,
                    "unknown key '\(setting.path)'; known are \(known.joined(separator: ", "))"
                ).at(setting, file),
                field: setting.path)
        case .refused(let setting, let file, let refusal):
            Failure(
                .configuration, refusal.meaning(setting.path, setting.value).at(setting, file),
                field: setting.path, limit: refusal.limit.map { UInt64(clamping: $0) })
        case .nothingToPublish:
            Failure(
                .configuration,
                Phrase(
                    "publish.listen memerlukan publish.directory, yang masih kosong",
                    "publish.listen needs publish.directory, which is empty"),
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

extension Phrase {
    /// Behind the file and, where it is known, the line.
    fileprivate func at(_ setting: Document.Setting, _ file: String) -> Phrase {
        guard let line = setting.line else { return behind(file) }
        return Phrase(
            "\(file): baris \(line): \(lines: indonesian)", "\(file): line \(line): \(lines: english)")
    }
}

extension ConfigurationError.Refusal {
    fileprivate func meaning(_ name: String, _ value: Document.Value) -> Phrase {
        switch self {
        case .type(let expected):
            Phrase(
                "\(name) harus berupa \(expected.name.indonesian), bukan \(value.typeWords.indonesian)",
                "\(name) is \(value.typeWords.english), not \(expected.name.english)")
        case .notAnAddress(let text):
            Phrase(
                "\(name) berisi '\(plain(text))', bukan host:port dengan port 0 sampai 65535",
                "\(name) is '\(plain(text))', not host:port with a port of 0 to 65535")
        case .neitherEmptyNorAddress(let text):
            Phrase(
                "\(name) berisi '\(plain(text))'; kosongkan, atau isi host:port dengan port 0 sampai 65535",
                "\(name) is '\(plain(text))', neither empty nor host:port with a port of 0 to 65535")
        case .outside(let range, let number):
            Phrase(
                "\(name) berisi \(number), batas \(range.lowerBound) sampai \(range.upperBound)",
                "\(name) is \(number), limit \(range.lowerBound) to \(range.upperBound)")
        case .relative(let path):
            Phrase(
                "\(name) berisi '\(plain(path))', bukan jalur lengkap yang diawali /",
                "\(name) is '\(plain(path))', not an absolute path")
        case .urlCount(let count, let limit):
            Phrase("\(name) memuat \(count) URL, batas \(limit)", "\(name) has \(count) URLs, limit \(limit)")
        case .element(let element):
            Phrase(
                "\(name) memuat \(element.typeWords.indonesian), bukan teks berisi URL",
                "\(name) holds \(element.typeWords.english), not a string with a URL")
        case .notAURL(let text):
            Phrase(
                "\(name) memuat '\(plain(text))', bukan http://host:port/jalur atau https://…",
                "\(name) holds '\(plain(text))', not http://host:port/path or https://…")
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
    fileprivate var name: Phrase {
        switch self {
        case .address: Phrase("teks host:port", "a string host:port")
        case .path: Phrase("teks berisi jalur", "a string with a path")
        case .boolean: Phrase("true atau false", "true or false")
        case .integer(let range):
            Phrase(
                "bilangan \(range.lowerBound) sampai \(range.upperBound)",
                "an integer of \(range.lowerBound) to \(range.upperBound)")
        case .urls: Phrase("daftar teks berisi URL", "a list of strings with URLs")
        }
    }
}
