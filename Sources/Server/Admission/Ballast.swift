import Files

/// A file that means nothing and holds room on the disk: where a start finds none, it goes, and what is there can be
/// opened and read.
///
/// It is a part of what `admission.free_mib` keeps free.
struct Ballast: Sendable {
    private let path: String
    private let bytes: UInt64
    private let directory: DataDirectory
    private let freeBytes: UInt64

    /// At most; a database that is opened needs far less.
    private static let most: UInt64 = 8 << 20

    /// Nothing is written yet.
    init(_ directory: DataDirectory, _ configuration: Configuration) {
        self.directory = directory
        path = directory.file("ballast")
        freeBytes = configuration.freeBytes
        bytes = min(Self.most, configuration.freeBytes / 4)
    }

    /// Takes the room where there is enough of it, and where it does not have it already.
    func lay() {
        guard bytes > 0, !Files.exists(path), directory.freeBytes ?? .max >= freeBytes else { return }
        // Without it the server works as well.
        try? Files.allocate(path, bytes: bytes)
    }

    /// Gives the room back; false where there is none to give.
    func drop() -> Bool { Files.remove(path) }
}
