package import AuditLog
import Keys
import Primitives
package import Sealing
import Visit
package import Wire

/// A supplement's envelope that is never held whole: sealed as it is sent, and its hash is known at its end.
///
/// Where a broken connection makes it begin anew, it is sealed again to the same bytes. The header is kept, so the file key
/// is; the files are read anew, and no slice leaves that is not the one sealed first: two contents under one key and nonce
/// would show their difference.
package struct SupplementEnvelope {
    /// What the upload is called on all connections.
    package let name: Nonce
    /// Bytes of the envelope.
    package let length: UInt64
    private let files: [EvidenceFile]
    private let sealer: EnvelopeSealer
    private let sealed = Sealed()

    /// What was sealed so far, from the start.
    fileprivate final class Sealed {
        /// SHA-256 of all up to the end of each slice, in order.
        var hashes: [Hash] = []
    }

    /// Nothing is read yet.
    ///
    /// - Parameters:
    ///   - draft: the files as they were hashed, with what is said of each.
    ///   - report: the promised report's commitment.
    ///   - readers: the report's agencies, ascending.
    ///   - site: whose keys it is sealed to.
    ///   - keys: the codename's, which sign it.
    ///   - random: bytes fit for keys.
    /// - Throws: `sealing` for what cannot be signed or sealed.
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
        name = Nonce(random(32)) ?? Nonce()
        length = sealer.length
        files = draft.files
    }

    /// The envelope from its start; of all that are asked for, one is read at a time.
    package func bytes() -> Bytes { Bytes(sealer: sealer, files: files, sealed: sealed) }

    /// SHA-256 of the envelope: what the log's record of it says.
    ///
    /// Bytes were read to their end before.
    package var hash: Hash { sealed.hashes.last ?? sha256([]) }

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
        private let sealed: Sealed
        private var count = 0
        private var stream = SHA256Stream()
        /// The file that was read last.
        private var current = 0

        fileprivate init(sealer: EnvelopeSealer, files: [EvidenceFile], sealed: Sealed) {
            (self.sealer, self.files, self.sealed) = (sealer, files, sealed)
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
            stream.update(slice)
            let hash: Hash = stream.finalize()
            if count == sealed.hashes.count {
                sealed.hashes.append(hash)
            } else if sealed.hashes[count] != hash {
                throw failure(.evidenceChanged(index: current))
            }
            count += 1
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
