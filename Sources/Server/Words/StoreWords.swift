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
            self.init(kind, "\(error); nothing is signed. \(wayOut)", field: "--data")
        default:
            self.init(kind, "\(error)", field: "--data")
        }
    }
}

/// What to do where nothing may be signed.
let wayOut =
    "Put the newest database back; if it is lost, see 'kentongand recover --help': the log goes on as a new one"
