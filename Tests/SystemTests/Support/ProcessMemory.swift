import Foundation

/// The memory of a process that runs, as root sees it.
struct ProcessMemory {
    private let regions: [Range<UInt64>]
    private let path: String

    /// Nil where this user may not look.
    init?(of process: Int32) {
        path = "/proc/\(process)/mem"
        guard let maps = try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8), !maps.isEmpty
        else { return nil }
        regions = maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 1, fields[1].hasPrefix("r"), !line.hasSuffix("[vvar]") else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            return ends.count == 2 ? ends[0]..<ends[1] : nil
        }
    }

    /// How often a text stands in it.
    func count(of text: String) -> Int {
        let needle = Data(text.utf8)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return -1 }
        defer { close(descriptor) }
        var found = 0
        for region in regions {
            for start in stride(from: region.lowerBound, to: region.upperBound, by: Self.portion) {
                // The next portion's beginning too, so that nothing hides between two.
                let wanted = min(Self.portion + needle.count - 1, Int(region.upperBound - start))
                var bytes = Data(count: wanted)
                let count = bytes.withUnsafeMutableBytes {
                    pread(descriptor, $0.baseAddress, wanted, off_t(start))
                }
                guard count > 0 else { break }
                var rest = bytes.prefix(count)
                while let place = rest.range(of: needle) {
                    found += 1
                    rest = rest[place.upperBound...]
                }
            }
        }
        return found
    }

    private static let portion = 1 << 20
}
