import Dialing
import RPC
import Wire

extension Configuration {
    /// Bytes of memory that the server takes at most under these settings, however it is pressed; what the system keeps for
    /// sockets and files is left out.
    package var memory: Int {
        let readers = publishListen == nil ? 0 : UInt(clamping: publishConnections).times(Self.reader)
        let all = UInt(clamping: listening.memory).plus(readers)
            .plus(UInt(clamping: uploads).times(Self.upload)).plus(Self.shared).plus(Self.itself)
        return Int(clamping: all)
    }

    /// How the server listens for callers.
    var listening: ListenerOptions {
        var options = ListenerOptions(
            host: listen.host, port: listen.port, answerDelay: answerDelay, maximumConnections: connections,
            maximumCalls: calls, maximumUnread: unreadBytes, maximumRequests: requestBytes)
        options.onion = onionListen.map { Dialing.Address(host: $0.host, port: $0.port) }
        return options
    }

    /// A reader of the public files: a part of a file, and the connection.
    private static var reader: UInt { 131_072 }
    /// An attachment that is brought at the moment.
    private static var upload: UInt { 262_144 }
    /// What all attachments share.
    private static var shared: UInt { 32 << 20 }
    /// The program, its databases' caches and the site: what a server holds to which nobody talks, and at a close.
    private static var itself: UInt { 160 << 20 }
}
