import Foundation

/// A file's path as it is typed, or as a window drops it into a terminal.
package struct TypedPath: Equatable {
    /// As the system takes it.
    package let path: String

    /// Takes quotation marks off, turns `\ ` into a space, `~/` into the home folder, and `file://` into a path.
    package init(_ typed: String, home: String? = ProcessInfo.processInfo.environment["HOME"]) {
        var text = typed
        if let mark = text.first, mark == "'" || mark == "\"", text.count > 1, text.last == mark {
            text = String(text.dropFirst().dropLast())
        } else if text.hasPrefix("file://") {
            text = String(text.dropFirst("file://".count)).removingPercentEncoding ?? text
        } else {
            text = Self.withoutEscapes(text)
        }
        if text.hasPrefix("~/"), let home { text = home + text.dropFirst() }
        path = text
    }

    private static func withoutEscapes(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return isEscaped ? text : result
    }
}
