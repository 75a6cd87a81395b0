import Foundation
import Keys
import TestSupport
import Testing
import Wire

/// A codename's last byte (Protocol/README.md section 10).
enum Checksum {
    static func of(_ random: [UInt8]) -> UInt8 {
        sha256(Array("kentongan codename v1".utf8) + [0] + random).bytes[0]
    }
}

/// The words of section 10's list, and a codename of them.
enum CodenameWords {
    static func list() throws -> [String] {
        let list = try String(contentsOfFile: packageFile("Protocol/codename-words.txt"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        try #require(list.count == 2_048)
        return list
    }

    /// Eight words whose checksum holds; no report is under them.
    static func valid(_ random: [UInt8] = Array(1...10)) throws -> String {
        let list = try list()
        let bits = (random + [Checksum.of(random)]).flatMap { byte in
            (0..<8).map { Int(byte >> (7 - $0)) & 1 }
        }
        return (0..<8).map { word in list[bits[word * 11..<word * 11 + 11].reduce(0) { $0 << 1 | $1 }] }
            .joined(separator: " ")
    }
}
