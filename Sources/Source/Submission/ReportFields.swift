import Console
import Files
import Wire
import Words

/// Sets one field of a report to what a file says.
typealias ReportField = (inout Story, Document.Value) throws(ReportValueError) -> Void

/// The fields of a report file: the schema's names.
nonisolated(unsafe) let reportFields: [String: ReportField] = [
    "purpose": { story, value throws(ReportValueError) in
        switch try text(value) {
        case "report": story.purpose = .report
        case "canary": story.purpose = .canary
        case "exercise": story.purpose = .exercise
        case let other: throw .unknownName(other, known: ["report", "canary", "exercise"])
        }
    },
    "category": { story, value throws(ReportValueError) in story.category = try code(value) },
    "more_categories": { story, value throws(ReportValueError) in
        story.moreCategories = try codes(value, limit: 2)
    },
    "subject_status": { story, value throws(ReportValueError) in story.subjectStatus = try code(value) },
    "subject_level": { story, value throws(ReportValueError) in story.subjectLevel = try code(value) },
    "subject_count": { story, value throws(ReportValueError) in story.subjectCount = try code(value) },
    "subject_name": { story, value throws(ReportValueError) in story.subjectName = try text(value) },
    "subject_position": { story, value throws(ReportValueError) in story.subjectPosition = try text(value) },
    "subject_unit": { story, value throws(ReportValueError) in story.subjectUnit = try text(value) },
    "election": { story, value throws(ReportValueError) in story.election = try code(value) },
    "region_scheme": { story, value throws(ReportValueError) in story.regionScheme = try code(value) },
    "region": { story, value throws(ReportValueError) in story.region = try text(value) },
    "place": { story, value throws(ReportValueError) in story.place = try text(value) },
    "event_date": { story, value throws(ReportValueError) in story.eventDate = try date(value) },
    "known_date": { story, value throws(ReportValueError) in story.knownDate = try date(value) },
    "event_kind": { story, value throws(ReportValueError) in story.eventKind = try code(value) },
    "event_name": { story, value throws(ReportValueError) in story.eventName = try text(value) },
    "pledges": { story, value throws(ReportValueError) in story.pledges = try codes(value, limit: 7) },
    "story": { story, value throws(ReportValueError) in story.story = try text(value).stripped },
    "evidence_kinds": { story, value throws(ReportValueError) in
        story.evidenceKinds = try codes(value, limit: 10)
    },
    "links": { story, value throws(ReportValueError) in
        story.links = try list(value).map(text).joined(separator: "\n")
    },
    "circle": { story, value throws(ReportValueError) in story.circle = try code(value) },
    "forward": { story, value throws(ReportValueError) in story.forward = try code(value) },
    "forward_to": { story, value throws(ReportValueError) in
        story.forwardTo = try codes(value, limit: 8)
    },
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
extension ForwardLeave: Named { static var names: [String] { allCases.compactMap(\.name) } }
extension AgencyKind: Named { static var names: [String] { allCases.compactMap(\.name) } }

private func code<Code: Named>(_ value: Document.Value) throws(ReportValueError) -> Code {
    let name = try text(value)
    guard let code = Code(name: name) else {
        throw .unknownName(name, known: Code.names)
    }
    return code
}

private func codes<Code: Named>(_ value: Document.Value, limit: Int) throws(ReportValueError) -> [Code] {
    let values = try list(value)
    guard values.count <= limit else {
        throw .tooMany(values.count, limit: limit)
    }
    var codes: [Code] = []
    for value in values { codes.append(try code(value)) }
    return codes
}

private func text(_ value: Document.Value) throws(ReportValueError) -> String {
    guard case .string(let text) = value else { throw .type(value.typeName, expected: .string) }
    return text
}

private func list(_ value: Document.Value) throws(ReportValueError) -> [Document.Value] {
    guard case .array(let values) = value else { throw .type(value.typeName, expected: .list) }
    return values
}

/// A TOML date, or a string of the form `2024-11-16`.
private func date(_ value: Document.Value) throws(ReportValueError) -> Date {
    let date: Date?
    switch value {
    case .date(let year, let month, let day):
        guard let year = UInt16(exactly: year), let month = UInt8(exactly: month),
            let day = UInt8(exactly: day)
        else { throw .noDay }
        date = Date(year: year, month: month, day: day)
    case .string(let text): date = Date(written: text.stripped)
    default: throw .type(value.typeName, expected: .date)
    }
    guard let date, (1_900...9_999).contains(date.year) else { throw .noDay }
    guard date.exists else { throw .noSuchDay }
    return date
}
