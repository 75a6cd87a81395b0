import Foundation
import Server

/// What a server holds at a moment.
struct ServerState {
    let sockets: Int
    /// MiB.
    let resident: Double
    /// MiB of payload.sqlite and its WAL.
    let payload: Double

    init(_ server: RunningSite, _ site: BenchSite) throws {
        let pid = server.child.pid
        guard let memory = Usage.memory(of: pid) else { throw BenchError("the server is gone") }
        resident = memory.resident / 1024
        let folder = "/proc/\(pid)/fd"
        sockets = try FileManager.default.contentsOfDirectory(atPath: folder).count {
            // One that was closed meanwhile is none.
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)"))?
                .hasPrefix("socket:") ?? false
        }
        payload = ["payload.sqlite", "payload.sqlite-wal"].reduce(0) { sum, name in
            var status = stat()
            guard unsafe stat("\(site.directory.path)/\(name)", &status) == 0 else { return sum }
            return sum + Double(status.st_size) / 1_048_576
        }
    }
}

/// The most that a server held of each, looked at ten times a second.
struct FloodPeak {
    private(set) var memory = 0.0
    private(set) var sockets = 0
    private(set) var payload = 0.0
    /// Seconds.
    private(set) var cpu = 0.0

    static func watch(
        _ server: RunningSite, _ site: BenchSite, for duration: Double
    ) async throws -> FloodPeak {
        let (started, used) = (seconds(), try Usage.cpu(of: server.child.pid))
        var peak = FloodPeak()
        while seconds() - started < duration {
            let state = try ServerState(server, site)
            peak.memory = max(peak.memory, state.resident)
            peak.sockets = max(peak.sockets, state.sockets)
            peak.payload = max(peak.payload, state.payload)
            try await Task.sleep(for: .milliseconds(100))
        }
        peak.cpu = try Usage.cpu(of: server.child.pid) - used
        return peak
    }
}
