package import Cases
import CaseStore

extension OpenedStore {
    /// Puts the agency's own words on a case, or takes them away; nobody else sees them.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - added: each 1 to 64 bytes on one line.
    ///   - removed: what is not there is passed over.
    /// - Returns: the case with its labels.
    /// - Throws: `CaseStoreError`, also for a label that is none; `VerificationError` for the id.
    package func label(_ prefix: String, add added: [String], remove removed: [String]) throws -> CaseFile {
        let file = try provenFile(prefix)
        let isOne = added.allSatisfy { label in
            (1...CaseFile.labelBytes).contains(label.utf8.count)
                && !label.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        let labels = Set(file.labels).union(added).subtracting(removed)
        guard isOne, labels.count <= CaseFile.labelLimit else { throw CaseStoreError.label }
        return try store.update(file.id) { file in
            file.labels = Set(file.labels).union(added).subtracting(removed).sorted()
        }
    }
}
