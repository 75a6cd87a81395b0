import NIOCore

/// Writes one answer, with no more than a portion of it in memory.
struct HTTPAnswer: Sendable {
    let channel: any Channel
    let isHead: Bool
    let isLast: Bool
    /// How long the client has to take one portion; the channel is closed then.
    let portionTime: Duration
    /// Told of each portion that was taken.
    let activity: HTTPActivity

    /// Writes the answer; false if it did not go out whole.
    func write(_ response: HTTPResponse) async -> Bool {
        var buffer = ByteBuffer(string: response.head(isLast: isLast))
        guard !isHead else { return await write(buffer) }
        switch response.body {
        case .bytes(let bytes):
            buffer.writeBytes(bytes)
            return await write(buffer)
        case .file(let file): return await write(file, after: buffer)
        }
    }

    private func write(_ file: HTTPFile, after head: ByteBuffer) async -> Bool {
        var (buffer, offset) = (head, 0)
        while offset < file.length {
            guard let portion = file.read(from: offset) else { return false }
            buffer.writeBytes(portion)
            guard await write(buffer) else { return false }
            offset += portion.count
            buffer = ByteBuffer()
        }
        return buffer.readableBytes > 0 ? await write(buffer) : true
    }

    private func write(_ buffer: ByteBuffer) async -> Bool {
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(portionTime)) {
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        guard (try? await channel.writeAndFlush(buffer).get()) != nil else { return false }
        activity.note()
        return true
    }
}
