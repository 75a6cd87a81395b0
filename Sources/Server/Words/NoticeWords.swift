import AuditLog
import Console
import Files
import HTTP
import Storage
import Words

// What the operator reads on standard error.
extension Notice: CustomStringConvertible {
    /// The line, without its end.
    package var description: String {
        switch self {
        case .intake(.open): "intake: reports are taken without work again"
        case .intake(.paced):
            "intake: many reports are arriving: they are taken along a line, and bring work; agencies and answers have "
                + "room of their own"
        case .intake(.full):
            "intake: as many reports wait as this epoch takes: new ones are told to come back later, until the next epoch"
        case .diskFull: "the disk is full: the epoch waits"
        case .publicLogNotWritten(let fault):
            "publish.directory: the public log could not be written: \(fault.meaning)"
        case .filesWrittenAgain(let count):
            "publish.directory: \(count) files were missing or torn, written again"
        case .immutableNotPossible:
            "publish.immutable: not possible in this file system or without CAP_LINUX_IMMUTABLE"
        case .witnessBack(let url, let size): "witness \(url): is back and cosigned \(size) entries"
        case .witness(let url, let outcome): "witness \(url): \(outcome.meaning)"
        case .clockLeaps(let epochs, let hours, let kernel):
            "clock: it is \(epochs) epochs, \(hours) hours, ahead of the newest epoch, and no witness's time agrees "
                + "(\(kernel.meaning)): nothing is closed and nothing is promised. If the clock is wrong, set it "
                + "right; if it is right, start once with --accept-clock"
        case .clockIsFine: "clock: clock and log agree again"
        case .epochInFuture(let minutes, let kernel):
            "clock: the newest epoch is in the future, by \(minutes) minutes (\(kernel.meaning)): this clock is late, "
                + "or it was ahead when that epoch was closed; none is closed until then"
        case .waitsForWitness(let count):
            "the newest epoch is long overdue: nothing is signed before a witness says how much of this log it knows, "
                + "and none does; asked again every 5 seconds (\(count) in witnesses.urls)"
        case .witnessSaid: "a witness knows no more of this log than there is here: the start goes on"
        case .noWitnessToAsk:
            "the newest epoch is long overdue and there is no witness to ask (witnesses.urls): if this directory was "
                + "put back from a copy, end the server now"
        case .expiry(let expiry, let now): expiry.sentence(at: now)(.english)
        }
    }
}

extension PublishFault {
    /// In words, without anything that the store quotes.
    fileprivate var meaning: String {
        switch self {
        case .file(let error): Failure(publishing: error).message
        case .store(let error): error.withoutQuotation
        case .refused(let refusal): refusal.meaning
        case .other: "unexpected"
        }
    }
}

extension PublishFault.Refusal {
    fileprivate var meaning: String {
        let what =
            switch self {
            case .notACheckpoint: "holds a file 'checkpoint' that is none"
            case .otherLog(let found, let expected): "holds the log \(plain(found)), expected \(expected)"
            case .ahead(let size, let log):
                "is ahead of the log: it holds \(size) entries, the log \(log). "
                    + "The data directory was put back; keep both as they are"
            case .otherRoot(let size):
                "holds another root at size \(size) than the log; keep both as they are"
            }
        return "publish.directory \(what)"
    }
}

extension StoreError {
    /// As `description`, but of what is quoted only the store's own words for its parts.
    fileprivate var withoutQuotation: String {
        switch self {
        case .corrupt(let what) where !isPart(what): "store is corrupt"
        case .missing(let file) where !["log.sqlite", "payload.sqlite", "guard"].contains(file):
            "a file is missing"
        case .refused: "refused"
        case .foreign: "origin is another"
        case .setting(let name, _, _) where ["synchronous", "secure_delete", "journal_mode"].contains(name):
            "\(name) is not as expected"
        case .setting: "a setting of the database is not as expected"
        default: "\(self)"
        }
    }

    /// `tile`, `bundle 3`: a word of ours and a number.
    private func isPart(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard let first = words.first, ["tile", "bundle", "batch", "entry", "record"].contains(first) else {
            return false
        }
        return words.dropFirst().allSatisfy { UInt64($0) != nil }
    }
}

extension Failure {
    /// What keeps the public log from being written as files, at the start.
    init(_ fault: PublishFault) {
        switch fault {
        case .refused(let refusal):
            self.init(.configuration, refusal.meaning, field: "publish.directory")
        case .file(let error): self.init(publishing: error)
        case .store(let error): self.init(error)
        case .other: self.init(.inputOutput, fault.meaning, field: "publish.directory")
        }
    }
}
