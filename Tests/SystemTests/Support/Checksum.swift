import Keys
import Wire

/// A codename's last byte (Protocol/README.md section 10).
enum Checksum {
    static func of(_ random: [UInt8]) -> UInt8 {
        sha256(Array("kentongan codename v1".utf8) + [0] + random).bytes[0]
    }
}
