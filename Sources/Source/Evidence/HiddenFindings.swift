package import Wire

/// What is hidden in one file, by kind.
package struct HiddenFindings: Equatable, Sendable {
    /// What was found of each kind, each value once, in the order of the file.
    package private(set) var values: [HiddenData: [String]] = [:]

    /// Nothing was found.
    package init() {}

    /// Takes what tells something from what a tool has listed.
    package init(_ tags: [FileTag]) {
        for tag in tags {
            guard let kind = tag.kind else { continue }
            let value = tag.value.hasPrefix("(Binary data") ? tag.name : tag.value
            if values[kind]?.contains(value) != true { values[kind, default: []].append(value) }
        }
    }

    /// Ascending, each once: what a report says of them.
    package var kinds: [HiddenData] { values.keys.sorted { $0.rawValue < $1.rawValue } }

    /// Whether nothing was found.
    package var isEmpty: Bool { values.isEmpty }

    /// The kinds of this that are not in `other`.
    func kinds(without other: HiddenFindings) -> [HiddenData] { kinds.filter { other.values[$0] == nil } }
}
