import Age

/// Decrypts in slices of `slice` bytes; what was released before a failure stays in `plaintext`.
func decrypt(
    _ file: [UInt8], with identities: [Identity], slice: Int = .max, into plaintext: inout [UInt8],
) throws(AgeError) {
    var decryptor = Decryptor(identities: identities)
    var rest = file[...]
    while !rest.isEmpty {
        let piece = rest.prefix(slice)
        try decryptor.receive(piece.span, into: &plaintext)
        rest = rest.dropFirst(slice)
    }
    try decryptor.finish(into: &plaintext)
}

func decrypt(_ file: [UInt8], with identities: [Identity], slice: Int = .max) throws(AgeError) -> [UInt8] {
    var plaintext: [UInt8] = []
    try decrypt(file, with: identities, slice: slice, into: &plaintext)
    return plaintext
}

func encrypt(_ plaintext: [UInt8], to recipients: [Recipient], slice: Int = .max) throws(AgeError) -> [UInt8]
{
    var encryptor = try Encryptor(recipients: recipients, fileKey: Sample.fileKey, payloadNonce: Sample.nonce)
    var file = encryptor.header
    var rest = plaintext[...]
    while !rest.isEmpty {
        let piece = rest.prefix(slice)
        try encryptor.update(piece.span, into: &file)
        rest = rest.dropFirst(slice)
    }
    try encryptor.finish(into: &file)
    return file
}

enum Sample {
    static let fileKey = Array("a file key of 16".utf8)
    static let nonce = Array("nonce of payload".utf8)

    static func hybrid(_ number: UInt8) throws -> Identity {
        try Identity(hybridSeed: Array(repeating: number, count: 32))
    }

    static func x25519(_ number: UInt8) throws -> Identity {
        try Identity(x25519: Array(repeating: number, count: 32))
    }

    static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }
}

/// The kind of `AgeError` that `body` throws; nil if it throws none.
func kind(_ body: () throws -> Void) -> AgeError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? AgeError)?.kind
    }
}
