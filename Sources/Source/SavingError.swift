/// Why a source's file is not written: a promise, a receipt, a descriptor.
package enum SavingError: Error, Equatable, Sendable {
    /// Something stands at the path already.
    case exists(path: String)
    /// The report is in no published batch, so there is no receipt.
    case notPublished
    /// The promise does not encode.
    case promise
    /// The receipt does not encode; `reason` is in English.
    case receipt(reason: String)
    /// The descriptor does not encode.
    case descriptor
}
