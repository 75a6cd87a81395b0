/// HMAC-SHA-256 (RFC 2104): the 32 bytes of the code of `message` under `key`.
///
/// Compare codes by `isEqualInConstantTime`.
package func hmacSHA256(_ message: [UInt8], key: Secret) -> [UInt8] {
    CryptoLibrary.hmac(message, key: key)
}

/// HKDF-SHA-256 (RFC 5869), extract and expand.
///
/// - Parameters:
///   - secret: the input keying material.
///   - salt: empty where there is none.
///   - info: what the bytes are for.
///   - count: bytes wanted, a constant of the protocol: 1 to 8,160.
/// - Returns: `count` bytes.
package func hkdfSHA256(_ secret: Secret, salt: [UInt8], info: [UInt8], count: Int) -> Secret {
    CryptoLibrary.hkdf(secret, salt: salt, info: info, count: count)
}

/// scrypt (RFC 7914) with r = 8 and p = 1, which takes 1,024 N bytes of memory.
///
/// - Parameters:
///   - password: the secret, of any length.
///   - salt: public, of any length.
///   - logN: the binary logarithm of the cost parameter N, 1 to 22.
///   - count: bytes wanted, at least 1.
/// - Returns: nil for another `logN` or `count`, and where the library refuses or memory is not to be had.
package func scrypt(_ password: [UInt8], salt: [UInt8], logN: Int, count: Int) -> Secret? {
    guard (1...22).contains(logN), count > 0 else { return nil }
    return CryptoLibrary.scrypt(password, salt: salt, logN: logN, count: count)
}
