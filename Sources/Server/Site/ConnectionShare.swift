/// How many connections fit beside the files that a server needs for itself.
struct ConnectionShare: Equatable {
    /// Descriptors for both databases with their readers, the guard, the public files, witnesses and the event loops.
    static let reserve = 96
    /// Connections that are tried with whatever the system allows.
    private static let least = 8

    /// Of callers.
    let connections: Int
    /// Of readers of the public files, each of which may have a file open too.
    let publishConnections: Int

    /// - Parameters:
    ///   - configuration: what the operator wants at most.
    ///   - descriptors: what the system allows in all.
    init(_ configuration: Configuration, descriptors: Int) {
        let room = max(descriptors - Self.reserve, 0)
        let wanted = configuration.publishListen == nil ? 0 : configuration.publishConnections
        publishConnections = wanted == 0 ? 0 : max(min(wanted, room / 8), Self.least)
        connections = max(min(configuration.connections, room - 2 * publishConnections), Self.least)
    }
}

extension Configuration {
    /// The same, with no more connections than the share.
    func with(_ share: ConnectionShare) -> Configuration {
        var configuration = self
        configuration.connections = share.connections
        if share.publishConnections > 0 { configuration.publishConnections = share.publishConnections }
        return configuration
    }
}
