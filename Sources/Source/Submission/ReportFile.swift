package import Files
import Interview
package import Wire

/// A report as a file that a person wrote: `docs/report.md` has the fields.
package enum ReportFile {
    /// Bytes of the longest file.
    package static let limit = 1 << 20

    /// Reads a TOML file, or a JSON one where the first sign is `{`.
    ///
    /// A field that is missing, unknown, of another type or too long
    /// is named with its line.
    package static func read(_ path: String) throws(ReportFileError) -> Story {
        let text: String
        do throws(FileError) { text = try Files.readText(path, limit: limit) } catch {
            throw .unreadable(path: path, error)
        }
        let isJSON = text.first { !$0.isWhitespace } == "{"
        let document: Document
        do throws(DocumentError) {
            document = isJSON ? try Document(json: text) : try Document(toml: text)
        } catch {
            throw .document(path: path, error)
        }
        do { return try story(from: document) } catch { throw .mistake(path: path, error) }
    }

    /// A report of the fields that a document sets; what it does not set is empty.
    package static func story(from document: Document) throws(ReportMistake) -> Story {
        var story = Story.empty
        var given: Set<String> = []
        for setting in document.settings {
            guard let field = unsafe reportFields[setting.path] else {
                throw .unknownField(
                    setting.path, line: setting.line, known: unsafe reportFields.keys.sorted())
            }
            do {
                try field(&story, setting.value)
            } catch {
                throw .value(field: setting.path, line: setting.line, error)
            }
            given.insert(setting.path)
        }
        for required in ["category", "story"] where !given.contains(required) {
            throw .missing(field: required)
        }
        try check(story)
        return story
    }

    /// Throws where a field is outside the schema's bounds, or the description says too little.
    package static func check(_ story: Story) throws(ReportMistake) {
        guard story.story.count >= Story.shortest else {
            throw .tooShort(count: story.story.count, limit: Story.shortest)
        }
        // Kinds that nobody may go to, or leave for kinds that are not named: one of the two is a slip.
        guard (story.forward == .listed) == !story.forwardTo.isEmpty else { throw .forwardKinds }
        do {
            _ = try story.encoded()
        } catch {
            let field = error.field.split(separator: ".").last.map(String.init) ?? error.field
            throw .bounds(
                field: field, count: error.count, minimum: error.minimum, maximum: error.maximum)
        }
    }
}
