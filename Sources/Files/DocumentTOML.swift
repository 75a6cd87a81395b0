import TOMLKit

extension Document {
    /// Reads TOML.
    ///
    /// - Parameter text: the whole file.
    /// - Throws: `zeroByte`; `syntax` or `notTOML` for what is not TOML, with the line where it is known.
    package init(toml text: String) throws(DocumentError) {
        guard !text.utf8.contains(0) else { throw .zeroByte }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let line = error.source.begin.line
            if let key = keyLines(in: text).repeated[line] { throw .repeated(key: key, line: line) }
            // The library says it in English.
            if error.description.contains("date") { throw .noDay(line: line) }
            throw .syntax(line: line, reason: firstLine(error.description))
        } catch {
            throw .notTOML
        }
        let lines = keyLines(in: text).first
        var settings: [Setting] = []
        for key in table.keys {
            guard let value = table[key] else { continue }
            guard let inner = value.table else {
                settings.append(Setting(path: key, value: Value(value), line: lines[key] ?? 1))
                continue
            }
            for innerKey in inner.keys {
                guard let value = inner[innerKey] else { continue }
                let path = "\(key).\(innerKey)"
                settings.append(
                    Setting(path: path, value: Value(value), line: lines[path] ?? lines[key] ?? 1))
            }
        }
        self.settings = settings.sorted { ($0.line ?? 0, $0.path) < ($1.line ?? 0, $1.path) }
    }
}

extension Document.Value {
    fileprivate init(_ value: any TOMLValueConvertible) {
        switch value.type {
        case .string: self = .string(value.string ?? "")
        case .int: self = .integer(value.int ?? 0)
        case .bool: self = .boolean(value.bool ?? false)
        case .date:
            let date = value.date
            self = .date(year: date?.year ?? 0, month: date?.month ?? 0, day: date?.day ?? 0)
        case .array: self = .array((value.array ?? []).map { Self($0) })
        case .table: self = .other("a table")
        case .double: self = .other("a decimal number")
        case .time, .dateTime: self = .other("a time of day")
        }
    }
}

/// The line of each key that starts a line, as `key` or `section.key`, and the key of each line whose key was there
/// before: TOMLKit tells lines of parse errors only.
private func keyLines(in text: String) -> (first: [String: Int], repeated: [Int: String]) {
    var lines: [String: Int] = [:]
    var repeated: [Int: String] = [:]
    var section = ""
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let line = line.drop { $0 == " " || $0 == "\t" }
        if line.first == "[" {
            section = String(line.dropFirst().prefix { $0 != "]" })
            if lines[section] == nil { lines[section] = offset + 1 }
        } else if let equals = line.firstIndex(of: "="), line.first != "#" {
            let key = line[..<equals].filter { $0 != " " && $0 != "\t" && $0 != "\"" }
            let path = section.isEmpty ? String(key) : "\(section).\(key)"
            if lines[path] == nil { lines[path] = offset + 1 } else { repeated[offset + 1] = path }
        }
    }
    return (lines, repeated)
}

private func firstLine(_ text: String) -> String {
    String(text.prefix { $0 != "\n" })
}
