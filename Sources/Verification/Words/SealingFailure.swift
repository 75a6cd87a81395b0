package import Sealing
import Wire
package import Words

extension Failure {
    /// What could not be sealed: the report's length is the person's, the rest the site's.
    package init(sealing error: SealingError, field: String) {
        switch error {
        case .tooLarge(_, let limit): self.init(.badInput, "\(field): \(error)", field: field, limit: limit)
        case .field(let error):
            self.init(
                .badInput, "\(field): \(error)", field: error.field, limit: UInt64(clamping: error.maximum))
        default: self.init(.untrusted, "\(field): \(error)", field: field)
        }
    }
}
