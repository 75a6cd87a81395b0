import Files
package import Words

extension CalendarFileError: Explainable {
    /// Names the file, and the election at fault.
    package var failure: Failure {
        switch self {
        case .unreadable(let path, let error): Failure(reading: path, field: SourceOption.calendar, error)
        case .document(let path, let error): Failure(error, name: path, kind: .badInput)
        case .field(let path, let field):
            Failure(
                .badInput,
                Phrase(
                    "'\(field)' tidak berada di dalam tabel suatu pemilihan",
                    "'\(field)' stands outside the table of an election"
                ).behind(path), field: SourceOption.calendar)
        case .election(let path, let name):
            Failure(
                .badInput,
                Phrase(
                    "[\(name)]: perlu name (dua teks), kinds, dan tujuh tanggal berurutan: begins, nomination, determined, campaign, quiet, vote, ends",
                    "[\(name)]: needs name (two texts), kinds, and seven days in order: begins, nomination, determined, campaign, quiet, vote, ends"
                ).behind(path), field: SourceOption.calendar)
        case .holidays(let path, let name):
            Failure(
                .badInput,
                Phrase(
                    "[\(name)]: perlu days dan boleh leave, keduanya daftar tanggal dari tahun itu",
                    "[\(name)]: needs days and may have leave, both lists of dates of that year"
                ).behind(path), field: SourceOption.calendar)
        }
    }
}
