import AuditLog
import Foundation
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// Builds the logs of `Protocol/vectors/logs.json`, always the same.
struct LogVectorMaking {
    /// What is done to a log, and what a verifier has to find then.
    struct Change {
        var reader = "public"
        var bodies: [Int: EntryBody] = [:]
        /// Makes an entry from the hash before it.
        var entries: [Int: (Hash) throws -> [UInt8]] = [:]
        var size: Int?
        var without: [UInt64] = []
        var openings: [OpenedEntry] = []
        /// Signs the tree.
        var sign: ((_ size: UInt64, _ root: Hash) throws -> [UInt8])?
        var kept: [UInt8]?
        var now: UInt64?
        var root: Hash?
    }

    private(set) var vectors: LogVectors
    let site: SampleSite

    init() throws {
        site = try SampleSite()
        vectors = LogVectors(
            origin: site.origin, rootFingerprint: site.fingerprint.hex, batches: [], logs: [])
    }

    mutating func batch(
        _ name: String, _ log: SampleLog, behind: String? = nil, isWhole: Bool = false
    ) throws {
        let first = try behind.map { try vectors.whole($0).bodies.count } ?? 0
        let bodies = try log.bodies().dropFirst(first)
        vectors.batches.append(
            LogVectors.Batch(
                name: name, behind: behind,
                bodies: try bodies.map { Data(try $0.encoded()).base64EncodedString() },
                openings: try log.openings.filter {
                    $0.index >= first && (isWhole || $0.opening.record.body != .filler(Filler()))
                }.map { try LogVectors.Opened($0) }, isWhole: isWhole))
    }

    /// A log that is made of a batch and those before it.
    ///
    /// - Parameters:
    ///   - name: what it shows.
    ///   - batch: its last one.
    ///   - result: what a verifier has to say of it.
    ///   - failures: and why.
    ///   - change: what makes it another one than the batches give.
    /// - Throws: what encoding or signing throws.
    mutating func log(
        _ name: String, _ batch: String, _ result: AuditReport.Result = .failed,
        _ failures: [LogError.Code] = [], change: (inout Change) throws -> Void = { _ in }
    ) throws {
        var changed = Change()
        try change(&changed)
        var log = LogVectors.Log(
            name: name, batch: batch, reader: changed.reader,
            bodies: try changed.bodies.encoded { Data(try $0.encoded()).base64EncodedString() },
            size: changed.size, without: changed.without,
            openings: try changed.openings.map { try LogVectors.Opened($0) }, checkpoint: "",
            kept: changed.kept.map { String(decoding: $0, as: UTF8.self) }, now: changed.now,
            root: changed.root?.hex, result: result.rawValue, failures: failures.map { $0.rawValue })
        for (index, make) in changed.entries.sorted(by: { $0.key < $1.key }) {
            let before = try vectors.entries(of: log).prefix(index).last
            let entry = try make(before.map { MerkleTree.leafHash($0) } ?? Hash())
            log.entries["\(index)"] = Data(entry).base64EncodedString()
        }
        var edge = RightEdge()
        for entry in try vectors.entries(of: log) { edge.append(MerkleTree.leafHash(entry)) }
        let note = try (changed.sign ?? { [site] in try site.note(size: $0, root: $1) })(
            edge.count, edge.root)
        log.checkpoint = String(decoding: note, as: UTF8.self)
        vectors.logs.append(log)
    }

    /// The site's descriptor after `change`, signed by its root.
    func descriptor(_ change: (inout SiteDescriptor) -> Void) throws -> EntryBody {
        var descriptor = site.descriptor
        change(&descriptor)
        return .site(try descriptor.signed(by: site.root, origin: site.origin))
    }

    func statement(
        _ kind: StatementKind, _ body: [UInt8], by key: SigningKey
    ) throws -> EntryBody {
        .statement(
            try Statement(kind: kind, signer: key.publicKey, body: body, signature: Signature())
                .signed(by: key, origin: site.origin))
    }

    func entry(_ index: UInt64, _ previous: Hash, _ body: EntryBody) throws -> [UInt8] {
        try Entry(format: 1, index: index, previous: previous, body: body).encoded()
    }
}

extension [Int: EntryBody] {
    fileprivate func encoded(_ text: (EntryBody) throws -> String) rethrows -> [String: String] {
        Dictionary<String, String>(uniqueKeysWithValues: try map { ("\($0.key)", try text($0.value)) })
    }
}
