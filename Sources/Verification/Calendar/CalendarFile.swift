package import Cases
package import Files
import Wire
import Words

extension CaseCalendar {
    /// Bytes of the longest calendar.
    private static let longestFile = 1 << 20

    /// The elections and free days of a file, in the form of `Protocol/elections.toml` and `Protocol/holidays.toml`.
    ///
    /// Its elections, where it has some, take the place of those that every program knows; of its years so do the days.
    ///
    /// - Parameter path: of the file; nil for the known ones.
    /// - Returns: what limits and stages are counted by.
    /// - Throws: why it gives none.
    package static func reading(_ path: String?) throws(CalendarFileError) -> CaseCalendar {
        guard let path else { return .known }
        let text: String
        do throws(FileError) { text = try Files.readText(path, limit: longestFile) } catch {
            throw .unreadable(path: path, error)
        }
        let document: Document
        do throws(DocumentError) { document = try Document(toml: text) } catch {
            throw .document(path: path, error)
        }
        return try CaseCalendar(document, path: path)
    }

    private init(_ document: Document, path: String) throws(CalendarFileError) {
        var sections: [(String, [String: Document.Value])] = []
        for setting in document.settings {
            let parts = setting.path.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw .field(path: path, setting.path) }
            if let index = sections.firstIndex(where: { $0.0 == parts[0] }) {
                sections[index].1[parts[1]] = setting.value
            } else {
                sections.append((parts[0], [parts[1]: setting.value]))
            }
        }
        var elections: [Election] = []
        var work = WorkCalendar.known
        for (name, fields) in sections {
            if name.hasPrefix("holidays_") {
                guard let year = WorkCalendar(fields, of: name) else { throw .holidays(path: path, name) }
                work = work.replacing(by: year)
                continue
            }
            guard let election = Election(fields), election.isOrdered else {
                throw .election(path: path, name)
            }
            elections.append(election)
        }
        self.init(elections: elections.isEmpty ? .known : ElectionCalendar(elections), work: work)
    }
}

extension ElectionCalendar {
    /// The elections of a file, instead of those that every program knows.
    ///
    /// - Parameter path: of the file; nil for the known ones.
    /// - Returns: its elections.
    /// - Throws: why it gives none.
    package static func reading(_ path: String?) throws(CalendarFileError) -> ElectionCalendar {
        try CaseCalendar.reading(path).elections
    }
}

extension WorkCalendar {
    /// One year, `holidays_2028` with `days` and `leave`; nil where a field is none of these, or a day none of that year.
    fileprivate init?(_ fields: [String: Document.Value], of name: String) {
        guard let year = UInt16(name.dropFirst("holidays_".count)), fields["days"] != nil,
            fields.keys.allSatisfy({ $0 == "days" || $0 == "leave" })
        else { return nil }
        var free: [Date] = []
        for value in fields.values {
            guard case .array(let days) = value else { return nil }
            for day in days {
                guard let date = Date(day), date.year == year, date.exists else { return nil }
                free.append(date)
            }
        }
        self.init(years: [year], free: free)
    }
}

extension Date {
    /// Nil for a value of another kind.
    fileprivate init?(_ value: Document.Value?) {
        guard case .date(let year, let month, let day)? = value, let year = UInt16(exactly: year),
            let month = UInt8(exactly: month), let day = UInt8(exactly: day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Election {
    /// Nil where a field is missing or is none of its kind.
    fileprivate init?(_ fields: [String: Document.Value]) {
        func day(_ field: String) -> Date? { Date(fields[field]) }
        func texts(_ field: String) -> [String]? {
            guard case .array(let values)? = fields[field] else { return nil }
            let texts: [String] = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
            return texts.count == values.count ? texts : nil
        }
        guard let names = texts("name"), names.count == 2, let kinds = texts("kinds"),
            let begins = day("begins"), let nomination = day("nomination"),
            let determined = day("determined"), let campaign = day("campaign"), let quiet = day("quiet"),
            let vote = day("vote"), let ends = day("ends")
        else { return nil }
        let known = kinds.compactMap { ElectionKind(name: $0) }
        guard known.count == kinds.count else { return nil }
        self.init(
            name: .named(names[0], names[1]), kinds: known, begins: begins, nomination: nomination,
            determined: determined, campaign: campaign, quiet: quiet, vote: vote, ends: ends)
    }
}

/// Why a file gives no calendar of elections.
package enum CalendarFileError: Error, Equatable, Sendable {
    /// It cannot be read.
    case unreadable(path: String, FileError)
    /// It is no TOML.
    case document(path: String, DocumentError)
    /// A setting stands outside the table of an election.
    case field(path: String, String)
    /// An election, by the name of its table, lacks a field or has days that are out of order.
    case election(path: String, String)
    /// A year of free days, by the name of its table, has other fields than `days` and `leave`, or days of another year.
    case holidays(path: String, String)
}
