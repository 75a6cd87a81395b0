import Files
import TransparencyLog
import Verification
package import Words

extension WitnessError: Explainable {
    /// With the option at fault.
    package var failure: Failure {
        switch self {
        case .key(let error): error.failure
        case .folder(let path, let error): Self.folder(path, error)
        case .notMade(let path): Failure(.inputOutput, "--dir: '\(path)' cannot be made", field: "--dir")
        case .unlisted(let path): Failure(.missingFile, "--dir: '\(path)' cannot be read", field: "--dir")
        case .unreadable(let file, let path, let error): Failure(reading: path, field: file.option, error)
        case .unwritable(let path, let error): Failure(writing: path, field: "--dir", error)
        case .damaged(let path):
            Failure(
                .badInput,
                "--dir: '\(path)' is damaged; without it this witness would cosign the log's past again",
                field: "--dir")
        case .malformedKey(let path, let reason):
            Failure(.badInput, "--dir: '\(path)' \(reason)", field: "--dir")
        case .name(let bytes, let isFromFile): Self.name(bytes, isFromFile ? "--dir" : "--name")
        case .noRandomness: Failure(.inputOutput, "no randomness for a new key")
        case .malformedLog(let path, let reason):
            Failure(.badInput, "--log: '\(path)': \(reason)", field: "--log")
        case .notALog(let path):
            Failure(
                .badInput, "--log: '\(path)' is a witness's key, not a log's (type 1)", field: "--log")
        case .twice(let path):
            Failure(.badInput, "--log: '\(path)' holds a key given before", field: "--log")
        case .address(let text):
            Failure(
                .usage, "--listen: '\(plain(text))' is not host:port with a port of 0 to 65535",
                field: "--listen", limit: 65_535)
        case .notListening(let host, let port, let reason):
            Failure(.inputOutput, "--listen: \(host):\(port): \(reason)", field: "--listen")
        case .certificate(let path):
            Failure(
                .badInput,
                "--tls-cert: '\(path)' does not hold a private key (p-256 or ed25519) and its certificate",
                field: "--tls-cert")
        }
    }

    private static func folder(_ path: String, _ error: FileError) -> Failure {
        switch error.cause {
        case .missing:
            Failure(
                .missingFile, "--dir: '\(path)' does not exist; make it once, and never lose it",
                field: "--dir")
        case .inUse:
            Failure(
                .inputOutput, "--dir: '\(path)' is in use: one key and one folder have one witness",
                field: "--dir")
        case .inputOutput(let code):
            Failure(.inputOutput, "--dir: '\(path)': input/output error \(code)", field: "--dir")
        default: Failure(.inputOutput, "--dir: '\(path)' cannot be locked", field: "--dir")
        }
    }

    private static func name(_ bytes: Int, _ field: String) -> Failure {
        let limit = WitnessKey.nameLimit
        return Failure(
            .badInput, "\(field): the name has \(bytes) bytes, limit 1 to \(limit) without spaces and '+'",
            field: field, limit: UInt64(limit))
    }
}

extension WitnessFile {
    fileprivate var option: String {
        switch self {
        case .memory: "--dir"
        case .log: "--log"
        case .certificate: "--tls-cert"
        }
    }
}
