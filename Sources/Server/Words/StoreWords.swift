import Storage
import Words

extension Failure {
    /// What the store said, to who gave the data directory.
    init(_ error: StoreError) {
        let kind: Failure.Kind =
            switch error {
            case .missing: .missingFile
            case .exists: .outputExists
            case .full, .inputOutput, .refusesWrites, .corrupt: .inputOutput
            case .inUse, .busy, .cancelled: .tryLater
            default: .configuration
            }
        switch error {
        case .guardAhead, .guardBehind, .guardDiffers, .guardMalformed:
            self.init(
                kind,
                Phrase(
                    "\(reason: error); tidak ada yang ditandatangani. \(wayOut.indonesian)",
                    "\(error); nothing is signed. \(wayOut.english)"), field: "--data")
        case .version:
            self.init(kind, error.ofAnotherVersion ?? Phrase("\(reason: error)", "\(error)"), field: "--data")
        default:
            self.init(kind, Phrase("\(reason: error)", "\(error)"), field: "--data")
        }
    }
}

/// What to do where nothing may be signed.
let wayOut = Phrase(
    "Kembalikan basis data terbaru; bila hilang, baca 'kentongand recover --help': log dilanjutkan sebagai log baru",
    "Put the newest database back; if it is lost, see 'kentongand recover --help': the log goes on as a new one"
)
