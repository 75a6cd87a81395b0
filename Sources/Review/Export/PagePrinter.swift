package import Files
import Glibc
package import Subprocess

/// Makes a PDF of a page of ours with a Chromium that is installed.
///
/// It works in a folder of memory with a profile of its own. Where bubblewrap is there it sees the system's programs and that
/// folder alone, and no network; Chromium's own sandbox is in use in any case but for root without bubblewrap, whom Chromium
/// refuses it. The page holds no script, and its policy allows none.
package struct PagePrinter: Sendable {
    private let chromium: Subprocess
    private let wrapper: Subprocess?

    /// Why there is no PDF.
    package enum Problem: Error, Equatable, Sendable {
        /// No Chromium is on the search path.
        case noChromium
        /// No folder in memory has the room.
        case noRoom
        /// The page could not be laid there.
        case notLaid(FileError)
        /// It took longer than that many seconds.
        case outOfTime(seconds: UInt64)
        /// Chromium ended without a PDF.
        case failed
        /// The PDF says more of itself than it may.
        case talkative
    }

    /// Names under which a Chromium is installed.
    private static let names = [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    ]
    /// Bytes of memory that profile, page and PDF may take.
    private static let room: UInt64 = 48 << 20
    /// Bytes of the longest PDF.
    private static let longest = 32 << 20

    /// Finds the programs.
    ///
    /// - Parameters:
    ///   - searchPath: folders, with colons between them, as `PATH` has them; relative ones are passed over.
    ///   - wrapper: what shuts Chromium in; nil where there is none.
    /// - Throws: `noChromium`.
    package init(
        searching searchPath: String, wrapper: Subprocess? = Subprocess(named: "bwrap")
    ) throws(Problem) {
        let folders = searchPath.split(separator: ":").filter { $0.hasPrefix("/") }
        let found = folders.lazy.flatMap { folder in Self.names.lazy.map { "\(folder)/\($0)" } }
            .compactMap { Subprocess(path: $0) }.first
        guard let found else { throw .noChromium }
        chromium = found
        self.wrapper = wrapper
    }

    /// Prints the page.
    ///
    /// - Parameters:
    ///   - page: a page of ours, which holds all of itself.
    ///   - seconds: that it may take.
    ///   - places: see `PrivateFolder`.
    ///   - random: bytes for the folder's name.
    /// - Returns: a PDF that says nothing of who made it, where and when.
    /// - Throws: why there is none.
    package func pdf(
        of page: [UInt8], within seconds: UInt64 = 60, in places: [String] = PrivateFolder.places,
        random: (Int) -> [UInt8]
    ) throws(Problem) -> PDFFile {
        guard let folder = try? PrivateFolder(roomFor: Self.room, in: places, random: random) else {
            throw .noRoom
        }
        do throws(FileError) {
            try Files.create("\(folder.path)/page.html", page, mode: 0o600)
        } catch {
            throw .notLaid(error)
        }
        let limits = Subprocess.Limits(seconds: seconds)
        let output: SubprocessOutput
        if let wrapper, isWorking(wrapper, in: folder.path) {
            let inside = "/tmp/page"
            output = wrapper.run(
                wrapping(folder.path, as: inside) + [chromium.path]
                    + arguments(in: inside, isShutIn: true),
                input: nil, in: folder.path, limits: limits)
        } else {
            output = chromium.run(
                arguments(in: folder.path, isShutIn: false), input: nil, in: folder.path, limits: limits)
        }
        guard output.ending != .outOfTime else { throw .outOfTime(seconds: seconds) }
        guard output.isGood, let file = folder.take("page.pdf"), file.size <= UInt64(Self.longest),
            let bytes = try? file.read(at: 0, count: Self.longest)
        else { throw .failed }
        guard let pdf = PDFFile(withoutInformation: bytes) else { throw .talkative }
        return pdf
    }

    /// Not every system lets its users make namespaces.
    private func isWorking(_ wrapper: Subprocess, in folder: String) -> Bool {
        let probe = wrapping(folder, as: "/tmp/page") + ["/usr/bin/true"]
        return wrapper.run(probe, input: nil, in: folder, limits: Subprocess.Limits(seconds: 10)).isGood
    }

    /// No network, no home, no other processes; nobody's name but a number.
    private func wrapping(_ folder: String, as inside: String) -> [String] {
        let program = String(chromium.path[..<(chromium.path.lastIndex(of: "/") ?? chromium.path.startIndex)])
        let options = [
            ["unshare-all"], ["die-with-parent"], ["new-session"], ["uid", "1000"], ["gid", "1000"],
            ["hostname", "page"], ["ro-bind", "/usr", "/usr"], ["ro-bind", "/etc", "/etc"],
            ["symlink", "usr/bin", "/bin"], ["symlink", "usr/sbin", "/sbin"], ["symlink", "usr/lib", "/lib"],
            ["symlink", "usr/lib64", "/lib64"], ["ro-bind-try", "/opt", "/opt"],
            ["ro-bind-try", "/var/cache/fontconfig", "/var/cache/fontconfig"], ["proc", "/proc"],
            ["dev", "/dev"], ["tmpfs", "/tmp"], ["ro-bind", program, program], ["bind", folder, inside],
            ["chdir", inside], ["setenv", "HOME", inside], ["setenv", "TMPDIR", inside],
            ["setenv", "XDG_RUNTIME_DIR", inside],
        ]
        return options.flatMap { [Subprocess.option($0[0])] + $0.dropFirst() }
    }

    private func arguments(in folder: String, isShutIn: Bool) -> [String] {
        var flags = [
            "headless", "disable-gpu", "no-first-run", "no-default-browser-check", "disable-extensions",
            "disable-background-networking", "disable-component-update", "disable-sync", "disable-breakpad",
            "no-pings", "disable-dev-shm-usage", "no-pdf-header-footer",
        ]
        if !isShutIn, geteuid() == 0 { flags.append("no-sandbox") }
        return flags.map { Subprocess.option($0) } + [
            // Nothing is asked for; what would be, ends here.
            Subprocess.option("proxy-server", "127.0.0.1:9"),
            Subprocess.option("user-data-dir", "\(folder)/profile"),
            Subprocess.option("print-to-pdf", "\(folder)/page.pdf"), "file://\(folder)/page.html",
        ]
    }
}
