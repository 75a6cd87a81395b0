import Files
import Keys
import Passphrases
package import Words

extension SiteKeysError: Explainable {
    /// A key that is not right is of kind `configuration`.
    package var failure: Failure {
        switch self {
        case .unreadable(let file, let error):
            Failure(reading: file.path, field: file.field, error)
        case .unwritable(let file, let error):
            Failure(writing: file.path, field: file.field, error)
        case .passphrase(let fault): fault.failure
        case .noSeed(let path, let mistake):
            Failure(
                .configuration, Phrase("'\(path)' \(reason: mistake)", "'\(path)' \(mistake)"), field: path)
        case .noIdentity(let path):
            Failure(
                .configuration,
                Phrase(
                    "tls.pem: '\(path)' bukan kunci beserta sertifikatnya",
                    "tls.pem: '\(path)' is not a key with its certificate"), field: "tls.pem")
        case .noRandomness(let path):
            Failure(.inputOutput, Phrase("tidak ada keacakan untuk '\(path)'", "no randomness for '\(path)'"))
        case .noTLSKey:
            Failure(
                .inputOutput,
                Phrase("tls.pem: kunci TLS tidak dapat dibuat", "tls.pem: the TLS key could not be made"),
                field: "tls.pem")
        case .notTheSites(.log):
            Failure(
                .configuration, Phrase("log.key bukan kunci log ini", "log.key is not the log's key"),
                field: "log.key")
        case .notTheSites(.promise):
            Failure(
                .configuration,
                Phrase("promise.key bukan kunci situs ini", "promise.key is not the site's key"),
                field: "promise.key")
        case .notTheSites(.channel):
            Failure(
                .configuration,
                Phrase("channel.key bukan kunci situs ini", "channel.key is not the site's key"),
                field: "channel.key")
        case .notTheSites(.tls):
            Failure(
                .configuration,
                Phrase(
                    "tls.pem bukan salah satu kunci TLS situs ini",
                    "tls.pem is not one of the site's TLS keys"), field: "tls.pem")
        }
    }
}

extension SiteKeysError.File {
    fileprivate var path: String {
        switch self {
        case .seed(let path), .tls(let path): path
        }
    }

    fileprivate var field: String {
        switch self {
        case .seed(let path): path
        case .tls: "tls.pem"
        }
    }
}
