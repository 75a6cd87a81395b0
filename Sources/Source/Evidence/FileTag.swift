package import Wire

/// One thing that a tool found in a file besides what the file shows.
package struct FileTag: Equatable, Sendable {
    /// Where in the file it stands, by the tool's word for it: `GPS`, `XMP-dc`, a part of an archive.
    package var group: String
    /// What it is, by the tool's word for it.
    package var name: String
    /// What it says.
    package var value: String

    /// Takes the three.
    package init(group: String, name: String, value: String) {
        (self.group, self.name, self.value) = (group, name, value)
    }

    /// What it tells about its file's maker; nil for what only describes the picture, the sound or the file itself.
    package var kind: HiddenData? {
        let name = plainName
        if isEmpty || TagTable.technical.contains(name) { return nil }
        if group.isEmpty || !TagTable.isTechnical(group) {
            return TagTable.kind(of: name) ?? (TagTable.isSetting(group, name) ? nil : .other)
        }
        return TagTable.kind(ofTechnical: name)
    }

    /// A time or a name that is there and says nothing.
    private var isEmpty: Bool {
        ["", "0", "-1", "und", "None", "0000:00:00 00:00:00", "00:00"].contains(value)
    }

    /// Lower case, without the prefix of a name space.
    private var plainName: String {
        (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    }
}
