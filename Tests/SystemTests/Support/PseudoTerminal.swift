import Foundation
import TestSupport
import Testing

/// A program with a person at its terminal: 80 columns, 24 rows, unless said.
final class PseudoTerminal: @unchecked Sendable {
    private let process = Process()
    private let master: Int32
    private let slave: Int32
    private let folder: TemporaryFolder
    /// All that was shown so far.
    private(set) var shown = ""
    /// Where the last wait ended, in what was shown with single spaces.
    private var place = 0

    /// TIOCSPTLCK and TIOCGPTN of Linux.
    private static let setLock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    init(_ program: Program, _ arguments: [String], term: String = "xterm", columns: UInt16 = 80) throws {
        folder = try TemporaryFolder()
        try folder.write("out", "")
        // What posix_openpt(3) and its like do: the overlay of glibc has none of them.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (locked, number) = (Int32(0), UInt32(0))
        guard master >= 0, ioctl(master, Self.setLock, &locked) == 0, ioctl(master, Self.number, &number) == 0
        else { throw POSIXError(.ENXIO) }
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard slave >= 0 else { throw POSIXError(.ENXIO) }
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        process.executableURL = URL(filePath: program.path)
        process.arguments = arguments
        process.environment = [
            "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "HOME": folder.path, "SWIFT_BACKTRACE": "enable=no",
            "ASAN_OPTIONS": "detect_leaks=0",
            "TERM": term,
        ]
        let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        process.standardInput = terminal
        process.standardError = terminal
        process.standardOutput = FileHandle(forWritingAtPath: folder.file("out"))
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        close(master)
        close(slave)
    }

    /// What was answered on standard output.
    var output: String { (try? folder.read("out")) ?? "" }

    /// Waits until a text is shown behind the last one that was waited for.
    func waitFor(_ text: String, _ location: SourceLocation = #_sourceLocation) async throws {
        _ = try await waitForOne(of: [text], location)
    }

    /// Presses Enter below each screen that is not the last until a text is shown; how many screens there were.
    func leaf(to text: String, past more: String, _ location: SourceLocation = #_sourceLocation) async throws
        -> Int
    {
        var screens = 1
        while try await waitForOne(of: [text, more], location) == more {
            try await type("\n")
            screens += 1
        }
        return screens
    }

    private func waitForOne(of texts: [String], _ location: SourceLocation) async throws -> String {
        for _ in 0..<3_000 {
            // What it said last is read behind its end.
            let isRunning = process.isRunning
            read()
            // Lines are broken anywhere at a space.
            let all = shown.split { $0.isWhitespace }.joined(separator: " ")
            let rest = all.dropFirst(place)
            let matches = texts.compactMap { text in rest.firstRange(of: text).map { (text, $0) } }
            if let (text, match) = matches.min(by: { $0.1.lowerBound < $1.1.lowerBound }) {
                place = all.distance(from: all.startIndex, to: match.upperBound)
                return text
            }
            guard isRunning else { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("not shown: \(texts)\nshown: \(shown)", sourceLocation: location)
        throw NotShown()
    }

    /// Types or pastes, as fast as the terminal takes it.
    func type(_ text: String) async throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 512)) }
            if count > 0 { rest = rest.dropFirst(count) }
            read()
            if count <= 0 {
                guard process.isRunning else { return }
                try await Task.sleep(for: .milliseconds(2))
            }
        }
    }

    /// The program's exit code.
    func ended() async throws -> Int32 {
        for _ in 0..<4_000 where process.isRunning {
            read()
            try await Task.sleep(for: .milliseconds(10))
        }
        guard !process.isRunning else {
            Issue.record("does not end; shown: \(shown)")
            throw NotShown()
        }
        read()
        return process.terminationStatus
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Bytes that nobody has read: a shell would get them.
    var unread: Int32 {
        var count: Int32 = 0
        _ = ioctl(slave, UInt(FIONREAD), &count)
        return count
    }

    /// Whether the terminal takes whole lines and shows what is typed, as it did before.
    var isUsual: Bool {
        var mode = termios()
        return tcgetattr(slave, &mode) == 0 && mode.c_lflag & tcflag_t(ICANON) != 0
            && mode.c_lflag & tcflag_t(ECHO) != 0
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(master, &buffer, buffer.count)
            guard count > 0 else { return }
            shown += String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    struct NotShown: Error {}
}
