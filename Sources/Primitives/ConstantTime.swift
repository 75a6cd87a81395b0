extension [UInt8] {
    /// Overwrites every byte with zero, in a way that is not optimised away.
    package mutating func erase() {
        unsafe withUnsafeMutableBytes { unsafe CryptoLibrary.erase($0) }
    }
}

/// Whether both hold the same bytes, in a time that depends on their lengths alone.
package func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CryptoLibrary.isEqual(left, right)
}
