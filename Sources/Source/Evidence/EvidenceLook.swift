import Foundation

/// What exiftool says of a file.
package struct EvidenceLook: Equatable, Sendable {
    /// The kind of file by its bytes, as `JPEG`; nil where exiftool knows none.
    package var type: String?
    /// The usual ending of such a file's name, lower case.
    package var ending: String?
    /// What is hidden in it.
    package var hidden: HiddenFindings

    /// Reads exiftool's answer: a line for each tag, of its group, name and value.
    init(_ lines: [Substring]) {
        let tags = lines.compactMap { line -> FileTag? in
            let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            return FileTag(group: String(parts[0]), name: String(parts[1]), value: String(parts[2]))
        }
        func file(_ name: String) -> String? { tags.first { $0.group == "File" && $0.name == name }?.value }
        type = file("FileType")
        ending = file("FileTypeExtension")?.lowercased()
        hidden = HiddenFindings(tags)
    }

    /// What exiftool is told to say of its standard input.
    static let arguments = ["-m", "-q", "-G1", "-s", "-t", "-a", "-u", "-api", "LargeFileSupport=1", "-"]
}

extension HiddenFindings {
    /// Reads what `mat2 -s` says: the parts of an archive, and under each its tags.
    init(mat2 lines: [Substring]) {
        var part = ""
        var tags: [FileTag] = []
        for line in lines {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("["), text.hasSuffix(":"), let start = text.range(of: "Metadata for ") {
                part = String(text[start.upperBound...].dropLast())
                if part.contains("comments") {
                    tags.append(FileTag(group: "", name: "Comment", value: part))
                }
            } else if let colon = text.range(of: ": "), !text.hasPrefix("[") {
                tags.append(
                    FileTag(
                        group: "", name: String(text[..<colon.lowerBound]),
                        value: String(text[colon.upperBound...])))
            }
        }
        self.init(tags)
    }
}
