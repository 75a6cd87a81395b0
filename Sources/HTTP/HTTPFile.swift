import Foundation

/// A regular file, opened for one answer.
package final class HTTPFile: Sendable {
    /// Bytes that are read and written at once.
    static let portion = 65_536

    /// Bytes, when it was opened.
    package let length: Int
    private let descriptor: Int32

    /// Opens a file; nil where there is no regular file that may be read.
    ///
    /// The last component of `path` is not followed if it is a link.
    package init?(path: String) {
        // Non-blocking: opening a pipe would wait for its writer.
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        length = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// The bytes from `offset` on, one portion at most; nil if they are not there any more.
    func read(from offset: Int) -> [UInt8]? {
        let count = min(Self.portion, length - offset)
        guard count > 0 else { return nil }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let read = unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled,
                    off_t(offset + filled))
                guard read > 0 else { return }
                filled += read
            }
        }
        return bytes.count == count ? bytes : nil
    }
}
