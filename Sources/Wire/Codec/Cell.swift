/// A message padded to one size, so that its frame does not tell which message it is (Protocol/README.md section 5).
///
/// ```
/// opaque content<0..32756>;
/// opaque padding[32760 - ...];   // zeros
/// ```
package enum Cell {
    /// Bytes of the whole frame.
    package static let size = 32_768
    /// Bytes behind the frame's header, which has 8.
    package static let contentSize = size - 8

    /// The bytes of a cell's frame behind its header, `contentSize` of them; throws if the message is too long.
    package static func seal(_ message: [UInt8]) throws(EncodeError) -> [UInt8] {
        var writer = WireWriter()
        writer.opaque(message, messageBounds, "Cell.content")
        let content = try writer.finish()
        // As long for any message, as far as that goes.
        var bytes = [UInt8](repeating: 0, count: contentSize)
        bytes.replaceSubrange(..<content.count, with: content)
        return bytes
    }

    /// The message in a cell; throws for another size, or a byte of padding that is not zero.
    package static func open(_ bytes: [UInt8]) throws(DecodeError) -> [UInt8] {
        guard bytes.count == contentSize else {
            let reason = DecodeError.Reason.bound(
                count: bytes.count, minimum: contentSize, maximum: contentSize)
            throw DecodeError(reason, field: "Cell", offset: 0)
        }
        var reader = unsafe WireReader(bytes.span.bytes)
        let message = try reader.opaque(messageBounds, "Cell.content")
        let padding = bytes.suffix(reader.remaining)
        if let offset = padding.firstIndex(where: { $0 != 0 }) {
            throw DecodeError(.padding, field: "Cell.padding", offset: offset)
        }
        return message
    }

    /// The length before the message takes up to 4 bytes.
    private static let messageBounds = 0...contentSize - 4
}
