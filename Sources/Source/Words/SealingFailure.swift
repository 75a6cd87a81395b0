import Sealing
import Wire
import Words

extension Failure {
    /// What could not be sealed: the report's length is the person's, the rest the site's.
    init(sealing error: SealingError, field: String) {
        let text = Phrase("tidak dapat disegel: \(reason: error)", "\(error)").behind(field)
        switch error {
        case .tooLarge(let bytes, let limit):
            let (all, most) = (Amount.size(bytes), Amount.size(limit, isLimit: true))
            let text = Phrase(
                "terlalu besar: \(all.indonesian); situs ini menerima paling besar \(most.indonesian)",
                "too large: \(all.english); this site takes \(most.english) at most")
            self.init(.badInput, text.behind(field), field: field, limit: limit)
        case .field(let error):
            self.init(.badInput, text, field: error.field, limit: UInt64(clamping: error.maximum))
        default: self.init(.untrusted, text, field: field)
        }
    }
}
