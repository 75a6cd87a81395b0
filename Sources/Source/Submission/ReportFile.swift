package import Files
package import Wire
package import Words

/// A report as a file that a person wrote: `docs/report.md` has the fields.
package enum ReportFile {
    /// Bytes of the longest file.
    package static let limit = 1 << 20

    /// Reads a TOML file, or a JSON one where the first sign is `{`. A field that is missing, unknown, of another type or too long
    /// is named with its line.
    package static func read(_ path: String) throws(Failure) -> Story {
        let text = try Files.readText(path, limit: limit, field: "--from")
        let isJSON = text.first { !$0.isWhitespace } == "{"
        let document =
            isJSON
            ? try Document(json: text, name: path, kind: .badInput)
            : try Document(toml: text, name: path, kind: .badInput)
        return try story(from: document, name: path)
    }

    package static func story(from document: Document, name: String) throws(Failure) -> Story {
        var story = Story.empty
        var given: Set<String> = []
        for setting in document.settings {
            guard let field = unsafe fields[setting.path] else {
                let known = unsafe fields.keys.sorted().joined(separator: ", ")
                throw Failure(
                    .badInput,
                    "\(name): \(setting.place)unknown field '\(plain(setting.path))'; known are \(known)",
                    field: setting.path)
            }
            do {
                try field(&story, setting.value)
            } catch {
                throw Failure(
                    .badInput, "\(name): \(setting.place)\(setting.path): \(error.message)",
                    field: setting.path,
                    limit: error.limit)
            }
            given.insert(setting.path)
        }
        for required in ["category", "story"] where !given.contains(required) {
            throw Failure(.badInput, "\(name): field '\(required)' is missing", field: required)
        }
        try check(story, name: name)
        return story
    }

    /// The schema's bounds, and those of good sense, by the field's name.
    package static func check(_ story: Story, name: String) throws(Failure) {
        guard story.story.count >= shortestStory else {
            throw Failure(
                .badInput,
                "\(name): story has \(story.story.count) characters, limit \(shortestStory) or more",
                field: "story", limit: UInt64(shortestStory))
        }
        do {
            _ = try story.encoded()
        } catch {
            let field = error.field.split(separator: ".").last.map(String.init) ?? error.field
            throw Failure(
                .badInput,
                "\(name): \(field): length \(error.count), limit \(error.minimum) to \(error.maximum)",
                field: field, limit: UInt64(error.maximum))
        }
    }

    /// Characters.
    package static let shortestStory = 30
    /// Bytes, the schema's bound.
    package static let longestStory = 8_000
}

extension Story {
    /// Nothing said yet.
    package static let empty = Story(
        purpose: .report, category: .notSaid, moreCategories: [], subjectStatus: .notSaid,
        subjectLevel: .notSaid, subjectCount: .notSaid, subjectName: "", subjectPosition: "", subjectUnit: "",
        election: .notSaid, regionScheme: .notSaid, region: "", place: "", eventDate: nil, knownDate: nil,
        eventKind: .notSaid, eventName: "", pledges: [], story: "", evidenceKinds: [], links: "",
        circle: .notSaid, evidence: [])
}

/// Why a value is not one for its field.
private struct Mistake: Error {
    var message: String
    var limit: UInt64?
}

private typealias Field = (inout Story, Document.Value) throws(Mistake) -> Void

/// The fields of a report file: the schema's names.
private nonisolated(unsafe) let fields: [String: Field] = [
    "purpose": { story, value throws(Mistake) in
        switch try text(value) {
        case "report": story.purpose = .report
        case "canary": story.purpose = .canary
        case "exercise": story.purpose = .exercise
        case let other: throw Mistake(message: "'\(plain(other))' is not one of: report, canary, exercise")
        }
    },
    "category": { story, value throws(Mistake) in story.category = try code(value) },
    "more_categories": { story, value throws(Mistake) in story.moreCategories = try codes(value, limit: 2) },
    "subject_status": { story, value throws(Mistake) in story.subjectStatus = try code(value) },
    "subject_level": { story, value throws(Mistake) in story.subjectLevel = try code(value) },
    "subject_count": { story, value throws(Mistake) in story.subjectCount = try code(value) },
    "subject_name": { story, value throws(Mistake) in story.subjectName = try text(value) },
    "subject_position": { story, value throws(Mistake) in story.subjectPosition = try text(value) },
    "subject_unit": { story, value throws(Mistake) in story.subjectUnit = try text(value) },
    "election": { story, value throws(Mistake) in story.election = try code(value) },
    "region_scheme": { story, value throws(Mistake) in story.regionScheme = try code(value) },
    "region": { story, value throws(Mistake) in story.region = try text(value) },
    "place": { story, value throws(Mistake) in story.place = try text(value) },
    "event_date": { story, value throws(Mistake) in story.eventDate = try date(value) },
    "known_date": { story, value throws(Mistake) in story.knownDate = try date(value) },
    "event_kind": { story, value throws(Mistake) in story.eventKind = try code(value) },
    "event_name": { story, value throws(Mistake) in story.eventName = try text(value) },
    "pledges": { story, value throws(Mistake) in story.pledges = try codes(value, limit: 7) },
    "story": { story, value throws(Mistake) in story.story = try text(value).trimmed },
    "evidence_kinds": { story, value throws(Mistake) in story.evidenceKinds = try codes(value, limit: 10) },
    "links": { story, value throws(Mistake) in story.links = try list(value).map(text).joined(separator: "\n")
    },
    "circle": { story, value throws(Mistake) in story.circle = try code(value) },
]

/// A `code` of the schema that has names.
private protocol Named {
    init?(name: some StringProtocol)
    static var names: [String] { get }
}

extension Category: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension SubjectStatus: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension SubjectLevel: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension SubjectCount: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension ElectionKind: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension RegionScheme: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension EventKind: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension Pledge: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension EvidenceKind: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension KnowledgeCircle: Named { static var names: [String] { allCases.compactMap(\.name) } }

private func code<Code: Named>(_ value: Document.Value) throws(Mistake) -> Code {
    let name = try text(value)
    guard let code = Code(name: name) else {
        throw Mistake(message: "'\(plain(name))' is not one of: \(Code.names.joined(separator: ", "))")
    }
    return code
}

private func codes<Code: Named>(_ value: Document.Value, limit: Int) throws(Mistake) -> [Code] {
    let values = try list(value)
    guard values.count <= limit else {
        throw Mistake(message: "\(values.count) values, limit \(limit)", limit: UInt64(limit))
    }
    var codes: [Code] = []
    for value in values { codes.append(try code(value)) }
    return codes
}

private func text(_ value: Document.Value) throws(Mistake) -> String {
    guard case .string(let text) = value else { throw Mistake(message: "\(value.typeName), not a string") }
    return text
}

private func list(_ value: Document.Value) throws(Mistake) -> [Document.Value] {
    guard case .array(let values) = value else { throw Mistake(message: "\(value.typeName), not a list") }
    return values
}

/// A TOML date, or a string of the form `2024-11-16`.
private func date(_ value: Document.Value) throws(Mistake) -> Date {
    var parts: [Int] = []
    switch value {
    case .date(let year, let month, let day): parts = [year, month, day]
    case .string(let text):
        parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
    default: throw Mistake(message: "\(value.typeName), not a date")
    }
    guard parts.count == 3, (1_900...9_999).contains(parts[0]), (1...12).contains(parts[1]),
        (1...31).contains(parts[2])
    else { throw Mistake(message: "not a day of the form 2024-11-16") }
    return Date(year: UInt16(parts[0]), month: UInt8(parts[1]), day: UInt8(parts[2]))
}

extension String {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
