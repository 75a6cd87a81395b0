/// Turns bytes into frames.
///
/// It keeps nothing: the caller holds the bytes and offers them from the start of a frame, more each time.
/// What a header alone shows to be wrong is refused before any content has come, so that no peer can make us
/// wait for, or hold, more than the longest frame.
package struct FrameDecoder: Sendable {
    /// What there is at the beginning of some bytes.
    package enum Result: Equatable {
        /// The whole frame is the first `size` bytes; a message's content is those behind `FrameHeader.size`.
        case frame(Frame, size: Int)
        /// The frame is not whole; offer it again when there are this many bytes.
        case needs(Int)
    }

    private let longestMessage: Int

    /// Takes messages up to the longest of `limits`.
    package init(_ limits: ConnectionLimits = ConnectionLimits()) {
        longestMessage = Int(limits.settings.maximumFrame)
    }

    /// The first frame of `bytes`, which begin with its header; every error ends the connection.
    package func next(in bytes: RawSpan) throws(ProtocolError) -> Result {
        guard bytes.byteCount >= FrameHeader.size else { return .needs(FrameHeader.size) }
        let header = try header(bytes.extracting(first: FrameHeader.size))
        let size = FrameHeader.size + Int(header.length)
        guard bytes.byteCount >= size else { return .needs(size) }
        return .frame(try frame(header, bytes.extracting(FrameHeader.size..<size)), size: size)
    }

    private func header(_ bytes: RawSpan) throws(ProtocolError) -> FrameHeader {
        let header: FrameHeader
        do throws(DecodeError) {
            var reader = WireReader(bytes)
            header = try FrameHeader(from: &reader)
        } catch {
            throw ProtocolError(.protocol, "unknown frame type")
        }
        let limit = header.type.longestContent(message: longestMessage)
        guard header.length <= limit else {
            throw ProtocolError(.frameSize, "\(header.type) frame of \(header.length) bytes, limit \(limit)")
        }
        guard header.type.isOfConnection == (header.stream == 0) else {
            throw ProtocolError(.stream, "\(header.type) frame on stream \(header.stream)")
        }
        return header
    }

    private func frame(_ header: FrameHeader, _ content: RawSpan) throws(ProtocolError) -> Frame {
        let stream = header.stream
        do throws(DecodeError) {
            return switch header.type {
            case .settings: .settings(try Settings(decoding: content))
            case .call: .call(stream: stream, try Call(decoding: content))
            case .message: .message(stream: stream, length: content.byteCount)
            case .end: .end(stream: stream)
            case .status: .status(stream: stream, try Status(decoding: content))
            case .cancel: .cancel(stream: stream)
            case .credit: .credit(stream: stream, bytes: try Credit(decoding: content).bytes)
            case .ping: .ping(try Ping(decoding: content))
            case .pong: .pong(try Ping(decoding: content))
            case .goAway: .goAway(try GoAway(decoding: content))
            }
        } catch {
            throw ProtocolError(.protocol, "\(header.type) frame: \(error)")
        }
    }
}
