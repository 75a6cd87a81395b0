import Wire

/// The machine's memory.
package enum AvailableMemory {
    /// Bytes that programs can still have without anything being moved to a disk; nil where the system does not say.
    package static var bytes: UInt64? {
        guard let lines = try? Files.readText("/proc/meminfo", limit: 1 << 16).split(separator: "\n") else {
            return nil
        }
        let words = lines.first { $0.hasPrefix("MemAvailable:") }?.split(separator: " ")
        guard let words, words.count == 3, words[2] == "kB" else { return nil }
        return UInt64(words[1]).map { $0.times(1_024) }
    }
}
