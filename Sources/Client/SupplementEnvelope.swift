package import AuditLog
package import Cases
package import Console
package import Sealing
package import Wire

/// A supplement's envelope that is never held whole: sealed once for its hash, and again, to the same bytes, each
/// time that it is sent. The header is kept, so the file key is; the files are read anew and held against their
/// hashes.
package struct SupplementEnvelope {
    package let hash: Hash
    package let length: UInt64
    private let files: [EvidenceFile]
    private let sealer: EnvelopeSealer
    private let language: Language

    /// Reads all files once.
    package init(
        _ draft: Supplement.Draft, report: Hash, readers: [AgencyCode], site: TrustedSite, keys: SourceKeys,
        random: RandomBytes, language: Language
    ) throws(Failure) {
        let unsigned = draft.supplement(
            report: report, author: keys.author.publicKey, readers: readers, site: site)
        let origin = site.descriptor.origin
        guard let signed = try? unsigned.signed(by: keys.author, origin: origin),
            let message = try? signed.encoded()
        else { throw Failure(.inputOutput, "the attachments could not be signed", field: "--attach") }
        do {
            sealer = try EnvelopeSealer(
                message: message, evidence: draft.evidence, recipients: site.recipients(readers),
                limit: site.descriptor.limits.envelope, random: random)
        } catch {
            throw Failure(sealing: error, field: "--attach")
        }
        length = sealer.length
        files = draft.files
        self.language = language
        var hash = SHA256Stream()
        var bytes = Bytes(sealer: sealer, files: files, language: language)
        while let slice = try bytes.next() { hash.update(slice) }
        self.hash = hash.finalize()
    }

    /// The envelope from its start.
    package func bytes() -> Bytes {
        Bytes(sealer: sealer, files: files, language: language)
    }

    /// The envelope's bytes in slices of no particular size; about 256 KiB are held at a time.
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

        fileprivate init(sealer: EnvelopeSealer, files: [EvidenceFile], language: Language) {
            self.sealer = sealer
            self.files = files
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
