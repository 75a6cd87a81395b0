import Age
import Keys
import Sealing
import Testing
import Wire

/// Bytes that look random and are the same in every run.
func draws(_ seed: String) -> RandomBytes {
    var count: UInt64 = 0
    return { wanted in
        var bytes: [UInt8] = []
        while bytes.count < wanted {
            bytes += sha256(Array("\(seed) \(count)".utf8)).bytes
            count += 1
        }
        return [UInt8](bytes.prefix(wanted))
    }
}

func hash(_ text: String) -> Hash { sha256(Array(text.utf8)) }

func signingKey(_ name: String) throws -> SigningKey { try SigningKey(seed: hash("seed of \(name)")) }

func identity(_ name: String) throws -> Identity { try Identity(hybridSeed: hash("seed of \(name)").bytes) }

extension Identity {
    func publicKey() throws -> [UInt8] {
        guard case .hybrid(let key)? = recipient else { throw SampleError() }
        return key
    }
}

struct SampleError: Error {}

/// One site with three agencies.
enum Site {
    static let origin = "log.example/contoh"
    static let root = hash("a root key")
    static let codes = ["agency_a", "agency_b", "agency_c"]

    /// Nil for those that must not read, in the descriptor's order.
    static func recipients(_ readers: [AgencyCode]) throws -> [Recipient?] {
        try codes.map { readers.contains($0) ? try identity($0).recipient : nil }
    }
}

func story(_ text: String = "Contoh laporan", evidence: [Evidence] = []) -> Story {
    Story(
        purpose: .report, category: .takingSides, moreCategories: [], subjectStatus: .pns,
        subjectLevel: .notSaid, subjectCount: .one, subjectName: "", subjectPosition: "Jabatan",
        subjectUnit: "Unit", election: .pilgub, regionScheme: .kemendagri, region: "00.00", place: "Balai",
        eventDate: nil, knownDate: nil, eventKind: .rakor, eventName: "", pledges: [], story: text,
        evidenceKinds: [], links: "", circle: .notSaid, evidence: evidence, forward: .none, forwardTo: [])
}

/// A source whose keys come from a name and not, slowly, from a codename.
struct Source {
    let author: SigningKey
    let mailbox: SigningKey
    let reply: Identity
    let replyRecipient: [UInt8]

    init(_ name: String = "source") throws {
        author = try signingKey("\(name) author")
        mailbox = try signingKey("\(name) mailbox")
        reply = try identity("\(name) reply")
        replyRecipient = try reply.publicKey()
    }

    func binding(_ readers: [AgencyCode] = ["agency_a", "agency_b"], root: Hash = Site.root) -> Binding {
        Binding(
            root: root, keySet: hash("a key set"), author: author.publicKey, mailbox: mailbox.publicKey,
            reply: replyRecipient, agencies: readers)
    }

    func report(_ story: Story, readers: [AgencyCode] = ["agency_a", "agency_b"]) throws -> Report {
        try .signed(story, binding: binding(readers), author: author, origin: Site.origin)
    }
}

/// A file's bytes and what a report says of them.
struct SampleFile {
    let bytes: [UInt8]
    let evidence: Evidence

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        evidence = Evidence(
            kind: .photo, name: "foto.jpg", length: UInt64(bytes.count), hash: sha256(bytes),
            metadataRemoved: true, removed: [.place], showsReporter: false)
    }

    init(count: Int, seed: String) { self.init(draws(seed)(count)) }
}

/// Seals with the files given in one piece each.
func sealed(
    _ message: [UInt8], files: [SampleFile] = [], recipients: [Recipient?], limit: UInt64 = 1 << 30
) throws -> [UInt8] {
    var sealer = try EnvelopeSealer(
        message: message, evidence: files.map(\.evidence), recipients: recipients, limit: limit,
        random: draws("seal"))
    var envelope = sealer.start
    for file in files {
        try sealer.file(file.bytes, into: &envelope)
        try sealer.endFile()
    }
    while try !sealer.finish(into: &envelope) {}
    return envelope
}

/// An age file of any plaintext: what the sealer would not write.
///
/// `padded` fills it up to a k = 0 envelope.
func ageFile(_ plaintext: [UInt8], to recipients: [Recipient], padded: Bool = true) throws -> [UInt8] {
    let room = Int(try #require(AgeLength.plaintext(file: 31_744, hybridRecipients: recipients.count)))
    let zeros = padded ? [UInt8](repeating: 0, count: max(0, room - plaintext.count)) : []
    let random = draws("age file")
    var encryptor = try Encryptor(recipients: recipients, fileKey: random(16), payloadNonce: random(16))
    var file = encryptor.header
    try encryptor.update(plaintext + zeros, into: &file)
    try encryptor.finish(into: &file)
    return file
}

/// `u32 length || message`.
func framed(_ message: [UInt8], length: UInt32? = nil) -> [UInt8] {
    let length = length ?? UInt32(message.count)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + message
}

struct Opened: Equatable {
    var message: [UInt8] = []
    var files: [[UInt8]] = []
}

/// Opens in slices of `slice` bytes.
///
/// Parts that come out of order are an issue.
func open(
    _ envelope: [UInt8], _ identity: Identity, evidence: [Evidence] = [], slice: Int = 4_096
) throws -> Opened {
    var opener = EnvelopeOpener(identity: identity) { _ throws(SealingError) in evidence }
    var opened = Opened(files: evidence.map { _ in [] })
    var last = -1
    var messages = 0
    func take(_ parts: [EnvelopeOpener.Part]) {
        for part in parts {
            switch part {
            case .message(let bytes):
                messages += 1
                #expect(last == -1)
                opened.message = bytes
            case .file(let index, let bytes):
                #expect(messages == 1 && index >= last && !bytes.isEmpty)
                last = index
                opened.files[index] += bytes
            }
        }
    }
    var start = 0
    while start < envelope.count {
        let end = min(start + slice, envelope.count)
        take(try opener.receive(Array(envelope[start..<end])))
        start = end
    }
    take(try opener.finish())
    #expect(messages == 1)
    return opened
}
