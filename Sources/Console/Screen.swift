import Foundation

/// How wide what is written may be.
enum Screen {
    /// The wrapping for what goes to a descriptor; nil where lines stay whole, because a program or a file takes them.
    ///
    /// - Parameters:
    ///   - descriptor: 1 or 2.
    ///   - environment: `COLUMNS`, where it is a number, comes before what the terminal says.
    /// - Returns: lines as wide as the terminal, within the bounds of `Wrapping`.
    static func wrapping(_ descriptor: Int32, environment: [String: String]) -> Wrapping? {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            return Wrapping(columns: columns)
        }
        guard isatty(descriptor) == 1 else { return nil }
        return Wrapping(columns: columns(descriptor) ?? 0)
    }

    /// Whether the terminal knows escape sequences; a screen reader's user sets TERM to `dumb`, or KENTONGAN_PLAIN to anything.
    static var canBeErased: Bool {
        let environment = ProcessInfo.processInfo.environment
        return !["", "dumb"].contains(environment["TERM"] ?? "") && environment["KENTONGAN_PLAIN"] == nil
    }

    /// The cursor to the first place, and all behind it erased (ECMA-48).
    static let erasing = "\u{1b}[H\u{1b}[2J"

    /// The same, and what has scrolled off it (xterm's, which the others follow).
    static let wiping = erasing + "\u{1b}[3J"

    /// Columns of the terminal, now; nil where it does not say.
    static func columns(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
    }

    /// Rows of the terminal, now; nil where it does not say.
    static func rows(_ descriptor: Int32) -> Int? {
        size(descriptor).flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
    }

    private static func size(_ descriptor: Int32) -> winsize? {
        var size = winsize()
        return unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }
}
