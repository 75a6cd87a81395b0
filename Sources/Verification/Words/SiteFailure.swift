import AuditLog
import Cases
import Dialing
import HTTP
import RPC
import TransparencyLog
import Visit
import Wire
package import Words

extension SiteError: Explainable {
    /// What is not the site's word is `untrusted`, what may be better later `unreachable`; a call has its own kinds.
    package var failure: Failure {
        switch self {
        case .dial(let error): Failure(error)
        case .broken:
            Failure(
                .unreachable,
                Phrase(
                    "koneksi terputus sebelum situs memperkenalkan diri; tidak ada yang dikirim",
                    "the connection broke before the site had shown itself; nothing was sent"),
                field: SourceOption.site)
        case .call(let error): Failure(error)
        case .visit(let fault): fault.failure
        case .logKey(let error):
            Failure(
                .untrusted, Phrase("kunci log situs keliru: \(reason: error)", "\(error)"), field: error.field
            )
        case .otherCaller(let agency, let expected):
            Failure(
                .untrusted,
                Phrase(
                    "situs menganggap kunci ini milik '\(plain(agency))', bukan '\(expected)'",
                    "the site took this key for '\(plain(agency))', not '\(expected)'"))
        case .stagedTwiceOrTooMany(let commitment, let limit):
            Failure(
                .untrusted,
                Phrase(
                    "situs memberikan catatan tertunda \(commitment.hex) dua kali, atau lebih dari \(limit)",
                    "the site gave the waiting record \(commitment.hex) again, or more than \(limit)"),
                limit: UInt64(limit))
        case .notProven(let report, let fault):
            Failure(
                .untrusted,
                Phrase(
                    "log tidak membuktikan laporan \(report.hex): \(fault.phrase(.indonesian))",
                    "the log does not prove report \(report.hex): \(fault.phrase(.english))"))
        case .stalled(let limit):
            Failure(
                .unreachable,
                Phrase(
                    "situs menahan koneksi dan hampir tidak memberi apa-apa (batas: \(limit))",
                    "the site keeps the connection and gives next to nothing (limit: \(limit))"))
        case .noCheckpoint(let address):
            Failure(
                .missingFile,
                Phrase(
                    "--tiles: tidak ada checkpoint di \(address)",
                    "--tiles: there is no checkpoint at \(address)"),
                field: "--tiles")
        case .checkpointTooLong(let count):
            Failure(
                .badInput,
                Phrase(
                    "--tiles: checkpoint \(count) bita, batas \(SignedNote.maximumBytes)",
                    "--tiles: checkpoint of \(count) bytes, limit \(SignedNote.maximumBytes)"),
                field: "--tiles", limit: UInt64(SignedNote.maximumBytes))
        case .fetch(let file, let error):
            Failure(
                error.isUnreachable ? .unreachable : .untrusted,
                Phrase(
                    "--tiles: \(file) tidak dapat diambil: \(reason: error)", "--tiles: \(file): \(error)"),
                field: "--tiles")
        case .status(let file, let status):
            Failure(
                .unreachable,
                Phrase(
                    "--tiles: \(file): server menjawab \(status)",
                    "--tiles: \(file): the server answered \(status)"),
                field: "--tiles")
        }
    }
}

extension HTTPError {
    /// Whether nobody answered, or not to the end.
    fileprivate var isUnreachable: Bool {
        switch self {
        case .unreachable, .proxy, .timeout, .cancelled, .truncated: true
        default: false
        }
    }
}
