import Primitives
import TestSupport
import Testing

@Suite struct ResumableSHA256Tests {
    /// FIPS 180-2 appendix B, and the hash of nothing.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func standard(text: String, hash: String) {
        #expect(hex(resumable([[UInt8](text.utf8)])) == hash)
    }

    @Test func `every length and every cut`() {
        for count in 0...200 {
            let bytes = sample(count)
            var stream = SHA256Stream()
            stream.update(bytes)
            let expected = written { stream.finalize(into: &$0) }
            for cut in 0...count {
                let found = resumable([[UInt8](bytes[..<cut]), [UInt8](bytes[cut...])])
                #expect(found == expected, "\(count) bytes, cut at \(cut)")
            }
        }
    }

    @Test func `it goes on from its words`() {
        var whole = ResumableSHA256()
        whole.update(sample(128).span.bytes)
        var resumed = ResumableSHA256(words: whole.words, blocks: 2)
        #expect(resumed == whole && resumed.count == 128)
        for count in [0, 1, 63, 64, 200] {
            whole.update(sample(count).span.bytes)
            resumed.update(sample(count).span.bytes)
            #expect(hash(whole) == hash(resumed))
        }
    }
}

private func sample(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 0x9d &+ 0xfb) }
}

private func resumable(_ parts: [[UInt8]]) -> [UInt8] {
    var state = ResumableSHA256()
    for part in parts { state.update(part.span.bytes) }
    return hash(state)
}

private func hash(_ state: ResumableSHA256) -> [UInt8] {
    written { state.finalize(into: &$0) }
}

private func written(_ body: (inout MutableRawSpan) -> Void) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    var span = bytes.mutableSpan
    var raw = span.mutableBytes
    body(&raw)
    return bytes
}
