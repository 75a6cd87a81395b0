package import Files

/// A file that a source keeps; the option that names it is said in `Words` only.
package enum SavedFile: Equatable, Sendable, CaseIterable {
    /// What was typed for a report that was not sent.
    case report
    /// The promise of a report that was just sent.
    case promise
    /// The site's descriptor.
    case descriptor
    /// The receipt, beside an inbox that is shown.
    case inboxReceipt
    /// The receipt, where nothing else was asked for.
    case receipt
    /// The receipt as a page to print.
    case receiptPage
    /// A proof of authorship.
    case authorship
    /// A poster of the site, for everybody.
    case poster
}

/// Why a source's file is not written.
package struct SavingError: Error, Equatable, Sendable {
    /// The file that is not.
    package let file: SavedFile
    /// What kept it from being.
    package let reason: Reason

    /// What keeps a file from being written.
    package enum Reason: Equatable, Sendable {
        /// The report is in no published batch, so there is no receipt.
        case notPublished
        /// The person was asked, and did not want it.
        case declined
        /// What the file would hold does not encode; `detail` says why, in English, where that is known.
        case unencodable(detail: String?)
        /// The system does not write it.
        case unwritable(path: String, FileError)
    }

    /// Puts both together.
    package init(_ file: SavedFile, _ reason: Reason) {
        self.file = file
        self.reason = reason
    }
}

extension SavedFile {
    /// Throws what `create` would, as far as that shows beforehand: before anything is sent.
    package func check(_ path: String) throws(SavingError) {
        do throws(FileError) { try Files.checkNew(path) } catch {
            throw SavingError(self, .unwritable(path: path, error))
        }
    }

    /// Writes a new file, a poster for everybody and all others for their owner alone, and makes it durable.
    func create(_ path: String, _ bytes: [UInt8]) throws(SavingError) {
        do throws(FileError) { try Files.create(path, bytes, secret: self != .poster) } catch {
            throw SavingError(self, .unwritable(path: path, error))
        }
    }
}
