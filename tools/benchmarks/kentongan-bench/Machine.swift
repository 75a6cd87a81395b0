import COpenSSL
import Foundation

/// Where the figures come from.
struct Machine: Codable {
    var processor: String
    var cores: Int
    var memoryMiB: Int
    var kernel: String
    var openSSL: String
    var sqlite: String
    /// Of this run, on the disk that everything else is on: milliseconds.
    var syncP50: Double
    var syncP90: Double
    /// AES-256-GCM, records of 16 KiB, one core.
    var gcmMBPerSecond: Double
    var load: String

    init(_ peers: Peers) throws {
        let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        processor =
            information.split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
        cores = ProcessInfo.processInfo.activeProcessorCount
        memoryMiB = Int(ProcessInfo.processInfo.physicalMemory >> 20)
        kernel =
            (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"
        openSSL = unsafe String(cString: OpenSSL_version(OPENSSL_VERSION))
        sqlite = peers.sqliteVersion
        let syncs = try peers.syncs(200)
        syncP50 = median(syncs)
        syncP90 = quantile(syncs, 0.9)
        gcmMBPerSecond = try peers.rates().gcm
        load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.prefix(14).description ?? ""
    }

    var text: String {
        """
        \(processor), \(cores) cores, \(memoryMiB) MiB; Linux \(kernel); \(openSSL); SQLite \(sqlite)
        fdatasync of 4 KiB: p50 \(short(syncP50)) ms, p90 \(short(syncP90)) ms; AES-256-GCM \(short(gcmMBPerSecond)) \
        MB/s a core; load before: \(load)
        """
    }
}
