/// Why there is no desk.
package enum DeskError: Error, Equatable {
    /// It is no `host:port` with a port of 0 to 65535.
    case notAnAddress(String)
    /// Another machine could reach it there.
    case notLoopback(String)
    /// The port cannot be listened on, and why.
    case listen(port: Int, reason: String)
    /// Minutes out of 1 to 1440.
    case idle(Int)
}
