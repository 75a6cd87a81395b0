import CLinux
import Foundation
import Glibc

/// A folder in memory, of no disk, that nobody else may enter; gone with all that is in it when this goes.
///
/// Other programs work in it: their copies never reach a disk, unless the system moves memory to its swap space. A file that
/// was taken out stays readable, without a name, until it is closed.
package struct PrivateFolder: ~Copyable {
    /// Its path, which is nobody's word: random.
    package let path: String

    /// Makes one.
    ///
    /// - Parameters:
    ///   - bytes: that will be written to it.
    ///   - places: folders to make it in, the first of which that is in memory and has room is taken.
    ///   - random: bytes for its name, as many as are asked for.
    /// - Throws: a `FileError` of step `makeFolder`: `full` where no place has the room.
    package init(
        roomFor bytes: UInt64, in places: [String] = PrivateFolder.places, random: (Int) -> [UInt8]
    ) throws(FileError) {
        let name = random(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        for place in places where unsafe kentongan_free_memory(place) >= bytes {
            let path = "\(place)/kentongan-\(name)"
            if unsafe mkdir(path, 0o700) == 0 {
                self.path = path
                return
            }
        }
        throw FileError(.makeFolder, places.first ?? "", .full)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The folder of the person's session, then that of all memory of the system.
    package static var places: [String] {
        let session = unsafe getenv("XDG_RUNTIME_DIR").map { unsafe String(cString: $0) }
        return [session, "/dev/shm"].compactMap(\.self).filter { $0.hasPrefix("/") }
    }

    /// Writes a file's bytes to a new file of it; what `name` is, is this program's own word.
    package func copy(_ file: RegularFile, as name: String) throws(FileError) {
        let copy = try OpenFile("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        var offset: UInt64 = 0
        while true {
            let bytes = try file.read(at: offset, count: 1 << 16)
            guard !bytes.isEmpty else { return }
            try copy.write(bytes)
            offset += UInt64(bytes.count)
        }
    }

    /// Opens what a program left in it: a file, and no link to one elsewhere.
    ///
    /// - Parameter name: of the file, this program's own word.
    /// - Returns: nil where there is no such file, or an empty one.
    package func take(_ name: String) -> RegularFile? {
        var status = stat()
        let path = "\(path)/\(name)"
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            return nil
        }
        return try? RegularFile(path)
    }
}
