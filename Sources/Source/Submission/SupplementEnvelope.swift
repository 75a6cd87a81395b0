package import AuditLog
import Console
import Keys
import Primitives
package import Sealing
import Verification
import Visit
package import Wire
package import Words

/// A supplement's envelope that is never held whole: sealed once for its hash, and again, to the same bytes, each
/// time that it is sent. The header is kept, so the file key is; the files are read anew, and no slice leaves that
/// is not the one sealed first: two contents under one key and nonce would show their difference.
package struct SupplementEnvelope {
    package let hash: Hash
    package let length: UInt64
    private let files: [EvidenceFile]
    private let sealer: EnvelopeSealer
    private let language: Language
    /// Of each slice, in order.
    private let slices: [Hash]

    /// Reads all files once.
    package init(
        _ draft: Supplement.Draft, report: Hash, readers: [AgencyCode], site: TrustedSite, keys: SourceKeys,
        random: RandomBytes, language: Language
    ) throws(Failure) {
        do {
            sealer = try EnvelopeSealer(
                supplement: draft.evidence, report: report, readers: readers, site: site, keys: keys,
                random: random)
        } catch {
            throw Failure(sealing: error, field: "--attach")
        }
        length = sealer.length
        files = draft.files
        self.language = language
        var hash = SHA256Stream()
        var slices: [Hash] = []
        var bytes = Bytes(sealer: sealer, files: files, expected: nil, language: language)
        while let slice = try bytes.next() {
            hash.update(slice)
            slices.append(sha256(slice))
        }
        self.hash = hash.finalize()
        self.slices = slices
    }

    /// The envelope from its start.
    package func bytes() -> Bytes {
        Bytes(sealer: sealer, files: files, expected: slices, language: language)
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
        private let language: Language
        private var phase = Phase.start
        /// Of the slices that are still to come.
        private var expected: ArraySlice<Hash>?
        /// The file that was read last.
        private var current = 0

        fileprivate init(sealer: EnvelopeSealer, files: [EvidenceFile], expected: [Hash]?, language: Language)
        {
            self.sealer = sealer
            self.files = files
            self.expected = expected?[...]
            self.language = language
        }

        /// Nil at the end. A file that is not the one that was hashed ends it with an error that names it.
        package mutating func next() throws(Failure) -> [UInt8]? {
            var slice: [UInt8] = []
            while slice.isEmpty {
                switch phase {
                case .start:
                    slice = sealer.start
                    phase = files.isEmpty ? .end : .file(0, nil)
                case .file(let index, nil):
                    phase = .file(index, try EvidenceReader(files[index].path, language: language))
                case .file(let index, .some(var reader)):
                    current = index
                    let bytes = try reader.next()
                    try seal(bytes, into: &slice)
                    guard bytes == nil else { break }
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

        /// - Parameter bytes: of the current file; nil at its end.
        private mutating func seal(_ bytes: [UInt8]?, into slice: inout [UInt8]) throws(Failure) {
            do {
                if let bytes { try sealer.file(bytes, into: &slice) } else { try sealer.endFile() }
            } catch {
                throw failure(error)
            }
        }

        private mutating func finish(into slice: inout [UInt8]) throws(Failure) -> Bool {
            do { return try sealer.finish(into: &slice) } catch { throw failure(error) }
        }

        private func failure(_ error: SealingError) -> Failure {
            guard case .evidenceChanged(let index) = error, files.indices.contains(index) else {
                return Failure(sealing: error, field: "--attach")
            }
            return Failure(
                .badInput, SubmissionText.attachmentChanged(files[index].evidence.name)(language),
                field: "--attach")
        }
    }
}
