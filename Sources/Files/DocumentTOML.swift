extension Document {
    /// Reads TOML 1.0.
    ///
    /// Tables below the second level, and those of a list, are there as `a table` and no more.
    ///
    /// - Parameter text: the whole file.
    /// - Throws: `zeroByte`; `syntax`, `repeated` or `noDay` for what is not TOML, with the line.
    package init(toml text: String) throws(DocumentError) {
        guard !text.utf8.contains(0) else { throw .zeroByte }
        var reader = TOMLReader(text)
        settings = try reader.document().sorted { ($0.line ?? 0, $0.path) < ($1.line ?? 0, $1.path) }
    }
}

/// Keys, tables and which of them are there already: TOML 1.0, statement by statement.
private struct TOMLReader {
    /// A step on the way to a value: a name, or which table of a list of them.
    private enum Step: Hashable {
        case name(String)
        case element(Int)
    }

    /// What a way leads to.
    private enum Place: Equatable {
        /// A value that is whole: nothing comes into it any more.
        case value
        /// A table of a header of its own.
        case header
        /// A table that only headers of others name.
        case implied
        /// A table made by dotted keys behind so many headers.
        case dotted(section: Int)
        /// A list of tables, with the newest one's number.
        case tables(Int)
    }

    private var values: TOMLValues
    private var places: [[Step]: Place] = [:]
    private var settings: [Document.Setting] = []
    private var told: Set<String> = []
    /// The table that keys are of, and how many headers there were.
    private var section: [Step] = []
    private var sections = 0

    init(_ text: String) { values = TOMLValues(text) }

    mutating func document() throws(DocumentError) -> [Document.Setting] {
        while try values.skipBlankLines() {
            if values.takes("[") { try header() } else { try assignment() }
            try values.endLine()
        }
        return settings
    }

    private mutating func header() throws(DocumentError) {
        let line = values.line
        let isList = values.takesAtOnce("[")
        let names = try values.key()
        guard values.takes("]"), !isList || values.takesAtOnce("]") else {
            throw .syntax(line: line, .header)
        }
        sections += 1
        var way = try walk(names.dropLast(), from: [], line: line, names: names, as: .implied)
        way.append(.name(names[names.count - 1]))
        switch (places[way], isList) {
        case (nil, false), (.implied, false): places[way] = .header
        case (nil, true):
            places[way] = .tables(1)
            way.append(.element(1))
        case (.tables(let count), true):
            places[way] = .tables(count + 1)
            way.append(.element(count + 1))
        default: throw .repeated(key: names.joined(separator: "."), line: line)
        }
        section = way
        if isList, names.count == 1 {
            list(names[0], line: line)
        } else if names.count > 1 {
            try tell(way, .other("a table"), line: line)
        }
    }

    private mutating func assignment() throws(DocumentError) {
        let line = values.line
        let names = try values.key()
        guard values.takes("=") else { throw .syntax(line: line, .equals) }
        values.skipSpace()
        var way = try walk(
            names.dropLast(), from: section, line: line, names: names, as: .dotted(section: sections))
        way.append(.name(names[names.count - 1]))
        guard places.updateValue(.value, forKey: way) == nil else {
            throw .repeated(key: path(way) ?? names.joined(separator: "."), line: line)
        }
        switch try values.value() {
        case .plain(let value): try tell(way, value, line: line)
        case .table(let entries):
            if entries.isEmpty, way.count > 1 { try tell(way, .other("a table"), line: line) }
            for entry in entries {
                try tell(way + entry.names.map(Step.name), entry.value, line: entry.line)
            }
        }
    }

    /// The way through tables that are there, or come into being as `new`.
    private mutating func walk(
        _ steps: ArraySlice<String>, from start: [Step], line: Int, names: [String], as new: Place
    ) throws(DocumentError) -> [Step] {
        var way = start
        for name in steps {
            way.append(.name(name))
            switch places[way] {
            case nil: places[way] = new
            case .tables(let count) where new == .implied: way.append(.element(count))
            case .implied where new != .implied: places[way] = new
            case .dotted(let section) where new == .implied || section == sections: break
            case .implied,
                .header where new == .implied:
                break
            default: throw .repeated(key: path(way) ?? names.joined(separator: "."), line: line)
            }
        }
        return way
    }

    /// `key` or `section.key`; nil for the root, and within a list of tables.
    private func path(_ way: [Step]) -> String? {
        var names: [String] = []
        for step in way.prefix(2) {
            guard case .name(let name) = step else { return nil }
            names.append(name)
        }
        return names.isEmpty ? nil : names.joined(separator: ".")
    }

    /// Adds a setting; below the second level the table that it is in, once.
    private mutating func tell(_ way: [Step], _ value: Document.Value, line: Int) throws(DocumentError) {
        guard let path = path(way) else { return }
        let isNew = told.insert(path).inserted
        guard way.count > 2 || value == .other("a table") else {
            // A name in quotes may have the dot in it.
            guard isNew else { throw .repeated(key: path, line: line) }
            return settings.append(Document.Setting(path: path, value: value, line: line))
        }
        if isNew { settings.append(Document.Setting(path: path, value: .other("a table"), line: line)) }
    }

    /// Adds a table to the list of tables of this name.
    private mutating func list(_ name: String, line: Int) {
        told.insert(name)
        guard let index = settings.firstIndex(where: { $0.path == name }),
            case .array(let tables) = settings[index].value
        else {
            return settings.append(
                Document.Setting(path: name, value: .array([.other("a table")]), line: line))
        }
        settings[index] = Document.Setting(
            path: name, value: .array(tables + [.other("a table")]), line: settings[index].line)
    }
}
