package import AuditLog
import Keys
import Primitives
package import Sealing
import Visit
package import Wire

/// A supplement's envelope that is never held whole: sealed once for its hash, and again, to the same bytes, each
/// time that it is sent.
///
/// The header is kept, so the file key is; the files are read anew, and no slice leaves that
/// is not the one sealed first: two contents under one key and nonce would show their difference.
package struct SupplementEnvelope {
    /// SHA-256 of the envelope: what the log's record of it says.
    package let hash: Hash
    /// Bytes of the envelope.
    package let length: UInt64
    private let files: [EvidenceFile]
    private let sealer: EnvelopeSealer
    /// Of each slice, in order.
    private let slices: [Hash]

    /// Reads all files once.
    ///
    /// - Parameters:
    ///   - draft: the files as they were hashed, with what is said of each.
    ///   - report: the promised report's commitment.
    ///   - readers: the report's agencies, ascending.
    ///   - site: whose keys it is sealed to.
    ///   - keys: the codename's, which sign it.
    ///   - random: bytes fit for keys.
    /// - Throws: `changed`, `missing` or `unreadable` for a file; `sealing` for what cannot be signed or
    ///   sealed.
    package init(
        _ draft: Supplement.Draft, report: Hash, readers: [AgencyCode], site: TrustedSite, keys: SourceKeys,
        random: RandomBytes
    ) throws(EvidenceError) {
        do {
            sealer = try EnvelopeSealer(
                supplement: draft.evidence, note: draft.note, report: report, readers: readers, site: site,
                keys: keys,
                random: random)
        } catch {
            throw .sealing(error)
        }
        length = sealer.length
        files = draft.files
        var hash = SHA256Stream()
        var slices: [Hash] = []
        var bytes = Bytes(sealer: sealer, files: files, expected: nil)
        while let slice = try bytes.next() {
            hash.update(slice)
            slices.append(sha256(slice))
        }
        self.hash = hash.finalize()
        self.slices = slices
    }

    /// The envelope from its start.
    package func bytes() -> Bytes {
        Bytes(sealer: sealer, files: files, expected: slices)
    }

    /// The envelope's bytes in slices of no particular size; about 64 KiB are held at a time.
    package struct Bytes {
        private enum Phase {
            case start
            case file(Int, EvidenceReader?)
            case end
            case over
        }

        private var sealer: EnvelopeSealer
        private let files: [EvidenceFile]
        private var phase = Phase.start
        /// Of the slices that are still to come.
        private var expected: ArraySlice<Hash>?
        /// The file that was read last.
        private var current = 0

        fileprivate init(sealer: EnvelopeSealer, files: [EvidenceFile], expected: [Hash]?) {
            self.sealer = sealer
            self.files = files
            self.expected = expected?[...]
        }

        /// Nil at the end.
        ///
        /// A file that is not the one that was hashed ends it with an error that names it.
        package mutating func next() throws(EvidenceError) -> [UInt8]? {
            var slice: [UInt8] = []
            while slice.isEmpty {
                switch phase {
                case .start:
                    slice = sealer.start
                    phase = files.isEmpty ? .end : .file(0, nil)
                case .file(let index, nil):
                    phase = .file(index, files[index].reader())
                case .file(let index, .some(var reader)):
                    current = index
                    let bytes = try reader.next()
                    try seal(bytes, into: &slice)
                    guard bytes == nil else {
                        phase = .file(index, reader)
                        break
                    }
                    phase = index + 1 < files.count ? .file(index + 1, nil) : .end
                case .end:
                    if try finish(into: &slice) { phase = .over }
                case .over:
                    return nil
                }
            }
            guard expected == nil || expected?.popFirst() == sha256(slice) else {
                throw failure(.evidenceChanged(index: current))
            }
            return slice
        }

        /// Takes bytes of the current file; nil at its end.
        private mutating func seal(_ bytes: [UInt8]?, into slice: inout [UInt8]) throws(EvidenceError) {
            do {
                if let bytes { try sealer.file(bytes, into: &slice) } else { try sealer.endFile() }
            } catch {
                throw failure(error)
            }
        }

        private mutating func finish(into slice: inout [UInt8]) throws(EvidenceError) -> Bool {
            do { return try sealer.finish(into: &slice) } catch { throw failure(error) }
        }

        private func failure(_ error: SealingError) -> EvidenceError {
            guard case .evidenceChanged(let index) = error, files.indices.contains(index) else {
                return .sealing(error)
            }
            return .changed(name: files[index].evidence.name)
        }
    }
}
