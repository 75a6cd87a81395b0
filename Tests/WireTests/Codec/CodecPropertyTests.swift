import Testing
import Wire

/// What holds of every type of the schema.
@Suite struct CodecPropertyTests {
    @Test(arguments: TypeCase.all)
    func `decode gives back what encode was given`(_ type: TypeCase) throws {
        func check<Message: Sampled>(_: Message.Type) throws {
            for (mode, count) in [(Sampler.Mode.smallest, 2), (.largest, 2), (.random, 24)] {
                for seed in 0..<count {
                    var sampler = Sampler(seed: UInt64(seed), mode)
                    let value = Message.sample(&sampler)
                    let bytes = try value.encoded()
                    #expect(bytes.count <= Message.maximumSize)
                    if mode == .largest { #expect(bytes.count == Message.maximumSize) }
                    let decoded = try Message(decoding: bytes)
                    #expect(decoded == value)
                    #expect(try decoded.encoded() == bytes)
                }
            }
        }
        try check(type.type)
    }

    @Test(arguments: TypeCase.all)
    func `the layout's bytes are accepted, each fault in them is refused`(_ type: TypeCase) throws {
        func check<Message: Sampled>(_: Message.Type) throws {
            for seed in 0..<8 as Range<UInt64> {
                var encoder = LayoutEncoder(seed: seed)
                let bytes = encoder.encode(Message.self)
                let decoded = try Message(decoding: bytes)
                #expect(try decoded.encoded() == bytes)
                guard seed < 3 else { continue }
                for place in 0..<encoder.places {
                    var faulty = LayoutEncoder(seed: seed, fault: place)
                    let bytes = faulty.encode(Message.self)
                    let fault = try #require(faulty.fault)
                    let error = #expect(throws: DecodeError.self) { try Message(decoding: bytes) }
                    #expect(error?.reason == fault.reason)
                    #expect(error?.field == fault.field)
                }
            }
        }
        try check(type.type)
    }

    @Test(arguments: TypeCase.all)
    func `every truncation and every byte more is refused`(_ type: TypeCase) throws {
        func check<Message: Sampled>(_: Message.Type) throws {
            for seed in 100..<104 as Range<UInt64> {
                var sampler = Sampler(seed: seed)
                let bytes = try Message.sample(&sampler).encoded()
                let step = max(1, bytes.count / 128)
                for count in stride(from: 0, to: bytes.count, by: step) {
                    #expect(throws: DecodeError.self) { try Message(decoding: Array(bytes.prefix(count))) }
                }
                if !bytes.isEmpty {
                    #expect(throws: DecodeError.self) { try Message(decoding: Array(bytes.dropLast())) }
                }
                let error = DecodeError(.trailing(count: 1), field: "\(Message.self)", offset: bytes.count)
                #expect(throws: error) { try Message(decoding: bytes + [0]) }
            }
        }
        try check(type.type)
    }

    @Test(arguments: TypeCase.all)
    func `a value outside its bounds is not encoded`(_ type: TypeCase) {
        func check<Message: Sampled>(_: Message.Type) {
            for violation in Message.violations {
                var sampler = Sampler(seed: 7)
                var value = Message.sample(&sampler)
                violation.apply(&value, &sampler)
                #expect(throws: violation.error) { try value.encoded() }
            }
        }
        check(type.type)
    }

    @Test(arguments: TypeCase.all)
    func `other bytes are refused or are the encoding of what they decode to`(_ type: TypeCase) throws {
        func check<Message: Sampled>(_: Message.Type) throws {
            var sampler = Sampler(seed: 11)
            for round in 0..<48 {
                var bytes: [UInt8]
                if round % 2 == 0 {
                    bytes = sampler.bytes(0...64)
                } else {
                    bytes = try Message.sample(&sampler).encoded()
                    for _ in 0...sampler.below(3) where !bytes.isEmpty {
                        bytes[sampler.below(min(bytes.count, 400))] ^= UInt8(1 << sampler.below(8))
                    }
                }
                guard let value = try? Message(decoding: bytes) else { continue }
                #expect(try value.encoded() == bytes)
            }
        }
        try check(type.type)
    }
}

struct TypeCase: CustomTestStringConvertible, Sendable {
    var type: any Sampled.Type

    var testDescription: String { "\(type)" }

    static var all: [TypeCase] { allTypes.map { TypeCase(type: $0) } }
}
