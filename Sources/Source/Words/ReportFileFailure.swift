import Files
package import Words

extension ReportFileError: Explainable {
    /// Names the file, or the option that would name one, the line where it is known, the field and the limit.
    package var failure: Failure {
        switch self {
        case .unreadable(let path, let error): Failure(reading: path, field: SourceOption.from, error)
        case .document(let path, let error): Failure(error, name: path, kind: .badInput)
        case .mistake(let path, let mistake):
            Failure(
                .badInput, mistake.phrase.behind(path ?? SourceOption.from), field: mistake.field,
                limit: mistake.limit)
        }
    }
}

extension ReportMistake {
    fileprivate var phrase: Phrase {
        switch self {
        case .unknownField(let field, let line, let known):
            let list = known.joined(separator: ", ")
            return Phrase(
                "isian '\(plain(field))' tidak dikenal; yang dikenal: \(list)",
                "unknown field '\(plain(field))'; known are \(list)"
            ).at(line)
        case .value(let field, let line, let error): return error.phrase.behind(field).at(line)
        case .missing(let field):
            return Phrase("isian '\(field)' tidak ada", "field '\(field)' is missing")
        case .tooShort(let count, let limit):
            return Phrase(
                "story hanya \(count) huruf; tulis paling sedikit \(limit)",
                "story has \(count) characters, limit \(limit) or more")
        case .forwardKinds:
            return Phrase(
                "forward_to harus menyebut jenis instansi bila forward adalah \"listed\", dan kosong bila bukan",
                "forward_to names kinds of agencies where forward is \"listed\", and only there")
        case .bounds(let field, let count, let minimum, let maximum):
            return Phrase(
                "\(field): panjangnya \(count); boleh \(minimum) sampai \(maximum)",
                "\(field): length \(count), limit \(minimum) to \(maximum)")
        }
    }

    fileprivate var field: String {
        switch self {
        case .unknownField(let field, _, _), .value(let field, _, _), .missing(let field),
            .bounds(let field, _, _, _):
            field
        case .tooShort: "story"
        case .forwardKinds: "forward_to"
        }
    }

    fileprivate var limit: UInt64? {
        switch self {
        case .value(_, _, .tooMany(_, let limit)), .tooShort(_, let limit), .bounds(_, _, _, let limit):
            UInt64(limit)
        case .unknownField, .value, .missing, .forwardKinds: nil
        }
    }
}

extension Phrase {
    fileprivate func at(_ line: Int?) -> Phrase {
        guard let line else { return self }
        return Phrase("baris \(line): \(indonesian)", "line \(line): \(english)")
    }
}

extension ReportValueError {
    fileprivate var phrase: Phrase {
        switch self {
        case .unknownName(let name, let known):
            let list = known.joined(separator: ", ")
            return Phrase(
                "'\(plain(name))' bukan salah satu dari: \(list)", "'\(plain(name))' is not one of: \(list)")
        case .tooMany(let count, let limit):
            return Phrase("\(count) nilai; paling banyak \(limit)", "\(count) values, limit \(limit)")
        case .type(let found, .string): return Phrase("bukan teks", "\(found), not a string")
        case .type(let found, .list): return Phrase("bukan daftar", "\(found), not a list")
        case .type(let found, .date): return Phrase("bukan tanggal", "\(found), not a date")
        case .noDay:
            return Phrase("bukan tanggal berbentuk 2024-11-16", "not a day of the form 2024-11-16")
        case .noSuchDay: return SubmissionText.noSuchDay
        }
    }
}
