package import Files
import Keys
import Sealing
package import Words

/// The folder or file of new things, as the person names it.
let outOption = "--out"

extension AskingError: Explainable {
    /// With the option or argument at fault.
    package var failure: Failure {
        switch self {
        case .length(let count):
            Failure(
                .badInput, "--message-file: \(count) bytes, limit 1 to \(ReviewAsk.limit)",
                field: "--message-file", limit: UInt64(ReviewAsk.limit))
        case .unreadable(let path, let error): Failure(reading: path, field: "--message-file", error)
        case .notText:
            Failure(
                .badInput, "--message-file: standard input is not UTF-8 text", field: "--message-file")
        case .erased:
            Failure(
                .badInput, "ID: the report's payload was erased, and the reply key with it", field: "ID")
        case .gone: Failure(.untrusted, "the report's payload is gone, and the log holds no lawful erasure")
        case .unknownKeySet:
            Failure(.untrusted, "key_unknown: the report is sealed to a key set that the log never named")
        case .otherEnvelope: Failure(.untrusted, "the site's envelope is not the recorded one")
        case .unreadableReport(let reason):
            Failure(
                .badInput,
                "ID: this report cannot be read, so nobody can be asked: \(reason ?? "it is empty")",
                field: "ID")
        case .sealing(let reason): Failure(.badInput, "the question could not be sealed: \(reason)")
        case .concurrent:
            Failure(
                .tryLater, "somebody of your agency asked at the same moment; run the same command again")
        case .promise(let reason): Failure(.untrusted, "the site's promise does not hold: \(reason)")
        }
    }
}

extension OutputFolderError: Explainable {
    /// With the option that names the folder.
    package var failure: Failure { Failure(self, field: outOption) }
}

extension AttestingError: Explainable {
    /// What was not said for the site's or the log's sake is `untrusted`.
    package var failure: Failure {
        switch self {
        case .notTheAuditor: Failure(.unauthorised, "--key: only the auditor attests", field: "--key")
        case .nobodyToAsk: Failure(.usage, "--yes: needed where nobody can be asked", field: "--yes")
        case .declined: Failure(.usage, "nothing was said")
        case .notVerified: Failure(.untrusted, "the log was not verified as a whole; nothing was said")
        case .accounts(let reason): Failure(.inputOutput, "the accounts could not be signed: \(reason)")
        case .attestation(let reason):
            Failure(.inputOutput, "the attestation could not be signed: \(reason)")
        case .promise(let reason):
            Failure(.untrusted, "the site's promise of an account does not hold: \(reason)")
        case .otherRecord: Failure(.untrusted, "the site promised another record than the account")
        }
    }
}

extension KeygenError: Explainable {
    /// With the option at fault.
    package var failure: Failure {
        switch self {
        case .kind(let name):
            Failure(.usage, "--kind: '\(plain(name))' is none of \(AgencyKeygen.kinds)", field: "--kind")
        case .code(let code):
            Failure(
                .badInput, "--agency: '\(plain(code))' is not 1 to 32 of a-z, 0-9 and _", field: "--agency",
                limit: UInt64(AgencyCodeRule.limit))
        case .name(let bytes):
            Failure(
                .badInput, "--name: \(bytes) bytes, limit 1 to 64 without control characters",
                field: "--name", limit: 64)
        case .exists(let path):
            Failure(.outputExists, "--out: '\(path)' exists already", field: "--out")
        case .folder(let path): Failure(.inputOutput, "--out: '\(path)' cannot be made", field: "--out")
        case .unwritable(let path, let error): Failure(writing: path, field: "--out", error)
        case .noRandomness: Failure(.inputOutput, "no randomness for a new key")
        case .agencyCard: Failure(.inputOutput, "the card could not be signed")
        case .auditorCard(let reason): Failure(.inputOutput, "the card could not be written: \(reason)")
        }
    }
}
