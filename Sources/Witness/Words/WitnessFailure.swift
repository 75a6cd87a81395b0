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
        case .notMade(let path):
            Failure(
                .inputOutput,
                Phrase("--dir: '\(path)' tidak dapat dibuat", "--dir: '\(path)' cannot be made"),
                field: "--dir")
        case .unlisted(let path):
            Failure(
                .missingFile,
                Phrase("--dir: '\(path)' tidak dapat dibaca", "--dir: '\(path)' cannot be read"),
                field: "--dir")
        case .unreadable(let file, let path, let error): Failure(reading: path, field: file.option, error)
        case .unwritable(let path, let error): Failure(writing: path, field: "--dir", error)
        case .damaged(let path):
            Failure(
                .badInput,
                Phrase(
                    "--dir: '\(path)' rusak; tanpa itu saksi dapat menandatangani masa lalu log sekali lagi",
                    "--dir: '\(path)' is damaged; without it this witness would cosign the log's past again"),
                field: "--dir")
        case .malformedKey(let path, let reason):
            Failure(
                .badInput, Phrase("--dir: '\(path)' \(reason: reason)", "--dir: '\(path)' \(reason)"),
                field: "--dir")
        case .name(let bytes, let isFromFile): Self.name(bytes, isFromFile ? "--dir" : "--name")
        case .noRandomness:
            Failure(
                .inputOutput, Phrase("tidak ada keacakan untuk kunci baru", "no randomness for a new key"))
        case .malformedLog(let path, let reason):
            Failure(
                .badInput, Phrase("--log: '\(path)': \(reason: reason)", "--log: '\(path)': \(reason)"),
                field: "--log")
        case .notALog(let path):
            Failure(
                .badInput,
                Phrase(
                    "--log: '\(path)' kunci saksi, bukan kunci log (jenis 1)",
                    "--log: '\(path)' is a witness's key, not a log's (type 1)"), field: "--log")
        case .twice(let path):
            Failure(
                .badInput,
                Phrase(
                    "--log: '\(path)' memuat kunci yang sudah diberikan",
                    "--log: '\(path)' holds a key given before"), field: "--log")
        case .address(let text):
            Failure(
                .usage,
                Phrase(
                    "--listen: '\(plain(text))' bukan host:port dengan port 0 sampai 65535",
                    "--listen: '\(plain(text))' is not host:port with a port of 0 to 65535"),
                field: "--listen", limit: 65_535)
        case .notListening(let host, let port, let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "--listen: \(host):\(port): \(reason: reason)", "--listen: \(host):\(port): \(reason)"),
                field: "--listen")
        case .certificate(let path):
            Failure(
                .badInput,
                Phrase(
                    "--tls-cert: '\(path)' tidak memuat kunci privat (p-256 atau ed25519) beserta sertifikatnya",
                    "--tls-cert: '\(path)' does not hold a private key (p-256 or ed25519) and its certificate"
                ),
                field: "--tls-cert")
        }
    }

    private static func folder(_ path: String, _ error: FileError) -> Failure {
        switch error.cause {
        case .missing:
            Failure(
                .missingFile,
                Phrase(
                    "--dir: '\(path)' tidak ada; buat sekali dengan keygen, lalu jangan sampai hilang",
                    "--dir: '\(path)' does not exist; make it once, and never lose it"),
                field: "--dir")
        case .inUse:
            Failure(
                .inputOutput,
                Phrase(
                    "--dir: '\(path)' sedang dipakai: satu kunci dan satu folder hanya untuk satu saksi",
                    "--dir: '\(path)' is in use: one key and one folder have one witness"),
                field: "--dir")
        case .inputOutput(let code):
            Failure(
                .inputOutput,
                Phrase(
                    "--dir: '\(path)': kesalahan baca-tulis \(code)",
                    "--dir: '\(path)': input/output error \(code)"), field: "--dir")
        default:
            Failure(
                .inputOutput,
                Phrase("--dir: '\(path)' tidak dapat dikunci", "--dir: '\(path)' cannot be locked"),
                field: "--dir")
        }
    }

    private static func name(_ bytes: Int, _ field: String) -> Failure {
        let limit = WitnessKey.nameLimit
        return Failure(
            .badInput,
            Phrase(
                "\(field): nama \(bytes) bita, batas 1 sampai \(limit) tanpa spasi dan '+'",
                "\(field): the name has \(bytes) bytes, limit 1 to \(limit) without spaces and '+'"),
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
