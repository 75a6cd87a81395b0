import Glibc
package import Words

// What fails is told with the option or the file that names the path.

extension Files {
    /// Throws what `replace` would, as far as that shows now: before anything is begun.
    package static func checkReplaceable(_ path: String, field: String) throws(Failure) {
        do throws(FileError) { try checkReplaceable(path) } catch {
            throw Failure(writing: path, field: field, error)
        }
    }

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
        let name =
            path == Files.standardInput
            ? Phrase("masukan standar", "standard input") : Phrase("'\(path)'", "'\(path)'")
        let (kind, what): (Kind, Phrase) =
            switch error.cause {
            case .missing, .inputOutput(ENOTDIR):
                (.missingFile, Phrase("'\(path)' tidak ada", "'\(path)' does not exist"))
            case .tooLong(let limit):
                (
                    .badInput,
                    Phrase(
                        "\(name.indonesian) lebih dari \(limit) bita",
                        "\(name.english) has more than \(limit) bytes")
                )
            case .notText:
                (
                    .badInput,
                    Phrase("\(name.indonesian) bukan teks UTF-8", "\(name.english) is not UTF-8 text")
                )
            case .inputOutput(EISDIR):
                (
                    .badInput,
                    Phrase("'\(path)' adalah folder, bukan berkas", "'\(path)' is a folder, not a file")
                )
            case .inputOutput(EACCES), .inputOutput(EPERM):
                (
                    .inputOutput,
                    Phrase("Anda tidak boleh membaca '\(path)'", "you are not allowed to read '\(path)'")
                )
            case .inUse where path == Files.standardInput:
                (
                    .usage,
                    Phrase(
                        "masukan standar (-) sudah dipakai untuk hal lain; hanya sekali dapat dibaca",
                        "standard input (-) is used for something else already; it can be read once")
                )
            case .exposed(let mode): (.configuration, FileText.exposed(error.path, mode: mode))
            default:
                (
                    .inputOutput,
                    Phrase("\(name.indonesian) tidak dapat dibaca", "\(name.english) cannot be read")
                )
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
        case (.open, .missing):
            let folder = Path.folder(of: path)
            what = Phrase(
                "folder '\(folder)' tidak ada; buat dahulu, atau pilih tempat lain",
                "the folder '\(folder)' does not exist; make it first, or choose another place")
        case (.open, .inputOutput(ENOTDIR)):
            what = Phrase(
                "'\(Path.folder(of: path))' bukan folder", "'\(Path.folder(of: path))' is not a folder")
        case (.open, .inputOutput(EISDIR)):
            what = Phrase("'\(path)' adalah folder, bukan berkas", "'\(path)' is a folder, not a file")
        case (.open, .inputOutput(EACCES)), (.open, .inputOutput(EPERM)), (.open, .inputOutput(EROFS)):
            what = Phrase("Anda tidak boleh menulis '\(path)'", "you are not allowed to write '\(path)'")
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
