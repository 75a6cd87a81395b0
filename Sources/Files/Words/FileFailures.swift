import Glibc
package import Words

// What fails is told with the option or the file that names the path.

extension Files {
    /// Replaces a file in one step, for a program: `field` is the option that names it.
    package static func replace(_ path: String, _ bytes: [UInt8], secret: Bool, field: String) throws(Failure)
    {
        do throws(FileError) { try replace(path, bytes, secret: secret) } catch {
            throw Failure(writing: path, field: field, error)
        }
    }
}

extension Failure {
    /// What reading a file met.
    package init(reading path: String, field: String, _ error: FileError) {
        let (kind, what): (Kind, Phrase) =
            switch error.cause {
            case .missing, .inputOutput(ENOTDIR):
                (.missingFile, Phrase("'\(path)' tidak ada", "'\(path)' does not exist"))
            case .tooLong(let limit):
                (
                    .badInput,
                    Phrase("'\(path)' lebih dari \(limit) bita", "'\(path)' has more than \(limit) bytes")
                )
            case .notText:
                (.badInput, Phrase("'\(path)' bukan teks UTF-8", "'\(path)' is not UTF-8 text"))
            case .exposed(let mode): (.configuration, FileText.exposed(error.path, mode: mode))
            default:
                (.inputOutput, Phrase("'\(path)' tidak dapat dibaca", "'\(path)' cannot be read"))
            }
        self.init(kind, what.behind(field), field: field, limit: error.cause.limit)
    }

    /// What writing a file or making a folder met.
    package init(writing path: String, field: String, _ error: FileError) {
        let what: Phrase
        switch (error.step, error.cause) {
        case (.open, .exists):
            let exists = Phrase("'\(path)' sudah ada", "'\(path)' exists already")
            self.init(.outputExists, exists.behind(field), field: field)
            return
        case (.write, _):
            what = Phrase(
                "'\(error.path)' tidak dapat ditulis: mungkin disk penuh",
                "'\(error.path)' cannot be written: the disk may be full")
        case (.makeFolder, _):
            what = Phrase("'\(error.path)' tidak dapat dibuat", "'\(error.path)' cannot be made")
        case (_, .exposed(let mode)): what = FileText.exposed(error.path, mode: mode)
        case (.syncFolder, _):
            what = Phrase("'\(error.path)' tidak dapat disinkronkan", "'\(error.path)' cannot be synced")
        default: what = Phrase("'\(path)' tidak dapat ditulis", "'\(path)' cannot be written")
        }
        self.init(.inputOutput, what.behind(field), field: field)
    }
}

private enum FileText {
    /// What is wrong with a secret file or folder, and the command that mends it.
    static func exposed(_ path: String, mode: UInt32) -> Phrase {
        let (mode, mend) = (String(mode, radix: 8), mode & 0o100 == 0 ? "600" : "700")
        return Phrase(
            "'\(path)' terbuka bagi orang lain (mode \(mode)); tutup dulu: chmod \(mend) '\(path)'",
            "'\(path)' is open to others (mode \(mode)); close it first: chmod \(mend) '\(path)'")
    }
}

extension FileError.Cause {
    fileprivate var limit: UInt64? {
        if case .tooLong(let limit) = self { UInt64(limit) } else { nil }
    }
}
