package import Cases
import CaseStore
import Sealing
import Verification
import Wire

extension OpenedStore {
    /// Gives the bytes of one file of a case, as they come out of its envelope.
    ///
    /// Each portion is authentic, and the file is whole only when this returns true: a caller who has shown something keeps it
    /// only then.
    ///
    /// - Parameters:
    ///   - number: as `CaseFile.evidence` numbers files.
    ///   - file: the case.
    ///   - body: is given one portion after the other.
    /// - Returns: false where there is no such file here, or its envelope is not the recorded one.
    /// - Throws: `CaseStoreError`; what `body` throws.
    package func readEvidence(
        _ number: Int, of file: CaseFile, _ body: ([UInt8]) throws -> Void
    ) throws -> Bool {
        guard let source = file.evidence.first(where: { $0.number == number })?.source,
            let record = file.records.first(where: { $0.index == source.index }), let hash = record.envelope
        else { return false }
        var envelope = reader.envelope(of: record, in: file)
        func give(_ parts: [EnvelopeOpener.Part]) throws {
            for part in parts {
                if case .file(source.place, let bytes) = part { try body(bytes) }
            }
        }
        try store.readParts(of: file.id, at: record.index) { try give(envelope.receive($0)) }
        let (found, parts) = envelope.finish()
        try give(parts)
        return found == hash && envelope.problem == nil
    }
}
