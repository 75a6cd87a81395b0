/// A description as lines that can be changed one by one.
package struct StoryLines: Equatable, Sendable {
    /// As they stand.
    package private(set) var lines: [String]

    /// Lines of a text.
    package init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// All of it.
    package var text: String { lines.joined(separator: "\n") }

    /// What somebody wants who sees the lines with their numbers.
    package enum Wish: Equatable, Sendable {
        case done
        /// Another line in the place of this one, from 1.
        case change(Int)
        case add
        case writeAnew
        case help
        /// The question before this one.
        case back
    }

    /// Reads a wish; nil for what is none.
    package func wish(_ typed: String) -> Wish? {
        switch typed {
        // As where it was written.
        case "", ".": .done
        case "+": .add
        case "0": .writeAnew
        case "?": .help
        case "<": .back
        default:
            Int(typed).flatMap { (1...max(lines.count, 1)).contains($0) ? .change($0) : nil }
        }
    }

    /// Puts a line in the place of another one, from 1; an empty one removes it.
    package mutating func change(_ number: Int, to line: String) {
        guard (1...max(lines.count, 1)).contains(number), !lines.isEmpty else { return }
        let index = number - 1
        if line.isEmpty {
            lines.remove(at: index)
        } else {
            lines[index] = line
        }
    }

    /// Adds lines behind the others.
    package mutating func add(_ text: String) {
        guard !text.isEmpty else { return }
        if lines == [""] { lines = [] }
        lines += StoryLines(text).lines
    }
}
