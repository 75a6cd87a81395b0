import Wire

extension WitnessPolicy {
    /// Bytes of the longest policy file.
    package static let maximumBytes = 131_072
    /// Of logs, of witnesses and of groups.
    package static let maximumItems = 64

    /// Reads a policy file (C2SP tlog-policy).
    ///
    /// URLs are passed over.
    package init(_ file: [UInt8]) throws(PolicyError) {
        guard file.count <= Self.maximumBytes else {
            throw .tooLarge(byteCount: file.count, limit: Self.maximumBytes)
        }
        var reader = PolicyReader()
        let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            guard line.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7f }), !isLast || line.isEmpty else {
                throw .malformed(line: index + 1)
            }
            reader.line = index + 1
            try reader.read(line)
        }
        self = try reader.policy()
    }
}

/// Line after line.
///
/// Names are octets, not text: they are compared as such.
private struct PolicyReader {
    private typealias Name = ArraySlice<UInt8>

    var line = 0
    private var logs: [VerifierKey] = []
    private var witnesses: [WitnessPolicy.Witness] = []
    private var groups = 0
    private var defined: [Name: WitnessPolicy.Quorum] = [:]
    private var members: Set<Name> = []
    private var quorum: WitnessPolicy.Quorum?

    mutating func read(_ text: ArraySlice<UInt8>) throws(PolicyError) {
        let items = text.split { $0 == 0x20 || $0 == 0x09 }
        guard let word = items.first, word.first != UInt8(ascii: "#") else { return }
        let rest = items.dropFirst()
        if word.elementsEqual("log".utf8) {
            try readLog(rest)
        } else if word.elementsEqual("witness".utf8) {
            try readWitness(rest)
        } else if word.elementsEqual("group".utf8) {
            try readGroup(rest)
        } else if word.elementsEqual("quorum".utf8) {
            try readQuorum(rest)
        } else {
            throw .unknownLine(line: line)
        }
    }

    func policy() throws(PolicyError) -> WitnessPolicy {
        guard let quorum else { throw .noQuorum }
        return WitnessPolicy(logs: logs, witnesses: witnesses, quorum: quorum)
    }

    private mutating func readLog(_ items: ArraySlice<Name>) throws(PolicyError) {
        guard (1...2).contains(items.count), let item = items.first else { throw .unknownLine(line: line) }
        let key = try key(item, .ed25519)
        guard logs.count < WitnessPolicy.maximumItems else { throw tooMany }
        try checkNew(key)
        logs.append(key)
    }

    private mutating func readWitness(_ items: ArraySlice<Name>) throws(PolicyError) {
        guard (2...3).contains(items.count), let name = items.first else { throw .unknownLine(line: line) }
        let key = try key(items[items.startIndex + 1], .cosignature)
        guard witnesses.count < WitnessPolicy.maximumItems else { throw tooMany }
        try checkNew(key)
        try define(name, .witness(key))
        witnesses.append(WitnessPolicy.Witness(name: String(decoding: name, as: UTF8.self), key: key))
    }

    private mutating func readGroup(_ items: ArraySlice<Name>) throws(PolicyError) {
        guard items.count >= 3, let name = items.first else { throw .unknownLine(line: line) }
        guard groups < WitnessPolicy.maximumItems else { throw tooMany }
        let (word, names) = (items[items.startIndex + 1], items.dropFirst(2))
        var parts: [WitnessPolicy.Quorum] = []
        for member in names {
            guard let part = defined[member] else { throw .undefined(line: line) }
            guard members.insert(member).inserted else { throw .memberTwice(line: line) }
            parts.append(part)
        }
        let threshold =
            if word.elementsEqual("all".utf8) {
                parts.count
            } else if word.elementsEqual("any".utf8) {
                1
            } else {
                Int(parseDecimal(word, limit: UInt64(parts.count)) ?? 0)
            }
        guard threshold >= 1 else { throw .threshold(line: line, limit: parts.count) }
        try define(name, .group(threshold: threshold, members: parts))
        groups += 1
    }

    private mutating func readQuorum(_ items: ArraySlice<Name>) throws(PolicyError) {
        guard items.count == 1, let name = items.first else { throw .unknownLine(line: line) }
        guard quorum == nil else { throw .secondQuorum(line: line) }
        if name.elementsEqual("none".utf8) {
            quorum = WitnessPolicy.Quorum.none
        } else if let found = defined[name] {
            quorum = found
        } else {
            throw .undefined(line: line)
        }
    }

    private mutating func define(_ name: Name, _ quorum: WitnessPolicy.Quorum) throws(PolicyError) {
        guard !name.elementsEqual("none".utf8), defined[name] == nil else { throw .name(line: line) }
        defined[name] = quorum
    }

    private func key(_ item: Name, _ algorithm: VerifierKey.Algorithm) throws(PolicyError) -> VerifierKey {
        do throws(NoteError) {
            let key = try VerifierKey(vkey: String(validating: item, as: UTF8.self) ?? "")
            guard key.algorithm == algorithm else { throw .unsupportedAlgorithm(key.algorithm.rawValue) }
            return key
        } catch {
            throw .key(line: line, error)
        }
    }

    /// One key must not serve twice: a cosignature does not name its cosigner.
    private func checkNew(_ key: VerifierKey) throws(PolicyError) {
        let known = logs.map { $0.publicKey } + witnesses.map { $0.key.publicKey }
        guard !known.contains(key.publicKey) else { throw .duplicateKey(line: line) }
    }

    private var tooMany: PolicyError { .tooMany(line: line, limit: WitnessPolicy.maximumItems) }
}
