import Foundation
import Primitives
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite(.serialized) struct SecretTests {
    @Test func `it lends what it was given, and prints none of it`() {
        let secret = Secret([0xde, 0xad, 0xbe, 0xef])
        #expect(secret.withBytes { $0 } == [0xde, 0xad, 0xbe, 0xef])
        #expect(secret.count == 4 && Secret([]).withBytes { $0.isEmpty })
        #expect(Mirror(reflecting: secret).children.isEmpty)
        var dumped = ""
        dump(secret, to: &dumped)
        for text in [String(describing: secret), "\(secret)", String(reflecting: secret), dumped] {
            #expect(text.contains("secret of 4 bytes") && !text.contains("222") && !text.contains("de"))
        }
    }

    @Test func `pages and more`() {
        for count in [4_095, 4_096, 4_097, 20_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 0x9d &+ 0xfb) }
            #expect(Secret(bytes).withBytes { $0 == bytes })
        }
    }

    @Test func `an erased array is zeros`() {
        var bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 | 1) }
        bytes.erase()
        #expect(bytes == [UInt8](repeating: 0, count: 1_000))
        var none: [UInt8] = []
        none.erase()
        #expect(none.isEmpty)
    }

    #if os(Linux)
        /// As the kernel counts it (`VmLck`), in whole pages; other tests lock and unlock meanwhile.
        @Test(.needs(.ownHeap, !isSanitized))
        func `it is locked as long as it is there`() throws {
            func locked() throws -> Int {
                let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
                let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmLck:") })
                return try #require(Int(line.split(separator: " ")[1].filter(\.isNumber)))
            }
            var held: [Secret] = (0..<64).map { Secret([UInt8($0)]) }
            let during = try locked()
            #expect(during >= 4 * held.count)
            held = []
            #expect(try locked() <= during - 4 * 32)
        }

        /// The secret is computed byte by byte and so stands nowhere else; the process looks for it in all
        /// of its memory.
        @Test func `released, it is nowhere in memory`() throws {
            var secret: Secret? = Secret((0..<64).lazy.map { pattern($0) })
            let before = try occurrences()
            #expect(secret?.withBytes { $0.count } == 64)
            secret = nil
            let after = try occurrences()
            #expect(before >= 1)
            #expect(after == 0)
        }
    #endif
}

#if os(Linux)
    /// Bytes that nothing else in this process is.
    private func pattern(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (index &* 0x9e37_79b9 &+ 0x5bd1_e995) >> 7) ^ 0xa7
    }

    /// How often the 64 bytes stand in the writable memory of this process; the scan's own buffer is zeroed
    /// behind each window, so it can show again only what is there.
    private func occurrences() throws -> Int {
        let memory = open("/proc/self/mem", O_RDONLY)
        try #require(memory >= 0)
        defer { close(memory) }
        let size = 1 << 20
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 4_096)
        defer {
            buffer.initializeMemory(as: UInt8.self, repeating: 0)
            buffer.deallocate()
        }
        var found = 0
        for region in try writableRegions() {
            var start = region.lowerBound
            while start < region.upperBound {
                defer { start += UInt(size - 64) }
                let count = pread(
                    memory, buffer.baseAddress, min(size, Int(region.upperBound - start)), Int(start))
                guard count >= 64 else { continue }
                found += occurrences(in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                buffer.initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
        return found
    }

    /// Goes by the first byte, and compares the others as they are computed.
    private func occurrences(in bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var found = 0
        var offset = 0
        while offset + 64 <= bytes.count,
            let next = memchr(base + offset, Int32(pattern(0)), bytes.count - offset - 63)
        {
            offset = next - UnsafeMutableRawPointer(mutating: base)
            if bytes[offset + 1] == pattern(1), (2..<64).allSatisfy({ bytes[offset + $0] == pattern($0) }) {
                found += 1
            }
            offset += 1
        }
        return found
    }

    private func writableRegions() throws -> [Range<UInt>] {
        let file = try #require(fopen("/proc/self/maps", "r"))
        defer { fclose(file) }
        var regions: [Range<UInt>] = []
        var line = [CChar](repeating: 0, count: 4_096)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let fields = text.split(separator: " ")
            guard fields.count > 1, fields[1].hasPrefix("rw") else { continue }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1], ends[1] - ends[0] < 1 << 30 else { continue }
            regions.append(ends[0]..<ends[1])
        }
        return regions
    }
#endif
