import Words

/// What the library that reads arguments says, in Indonesian: it knows English only.
///
/// Its sentences have few forms, all of which are here; a test meets each of them.
enum ArgumentWords {
    /// Why arguments cannot be read.
    static let mistakes = [
        Translation(
            "Unknown option '{}'. Did you mean '{}'?\n   or: {}",
            "pilihan '{1}' tidak dikenal; apakah maksud Anda '{2}'? Atau: {3}"),
        Translation("Unknown option '{}'\n   or: {}", "pilihan '{1}' tidak dikenal. Atau: {2}"),
        Translation(
            "Unknown option '{}'. Did you mean '{}'?",
            "pilihan '{1}' tidak dikenal; apakah maksud Anda '{2}'?"),
        Translation("Unknown option '{}'", "pilihan '{1}' tidak dikenal"),
        Translation("Invalid option: {}", "pilihan keliru: {1}"),
        Translation("Missing value for '{}' in '{}'", "nilai untuk '{1}' belum diberikan dalam '{2}'"),
        Translation("Missing value for '{}'", "nilai untuk '{1}' belum diberikan"),
        Translation("Missing expected argument '{}'", "'{1}' belum diberikan"),
        Translation("Missing one of: {}", "berikan salah satu: {1}"),
        Translation("Missing required subcommand.", "perintahnya belum disebut"),
        Translation("Unexpected argument '{}'", "'{1}' tidak diharapkan di sini"),
        Translation("{} unexpected arguments: {}", "{1} isian tidak diharapkan di sini: {2}"),
        Translation(
            "The option '{}' does not take any value, but '{}' was specified.",
            "pilihan '{1}' tidak memerlukan nilai, tetapi diberi '{2}'"),
        Translation(
            "Value to be set with {} had already been set with {}",
            "{1} tidak dapat dipakai bersama {2}"),
        Translation("flag '{}' in '{}'", "pilihan '{1}' dalam '{2}'"),
        Translation("flag '{}'", "pilihan '{1}'"),
        Translation(
            "The value '{}' is invalid for '{}'. Please provide one of {}.",
            "nilai '{1}' tidak dapat dipakai untuk '{2}'; pilih salah satu: {3}"),
        Translation("'{}' and '{}'", "'{1}' atau '{2}'"),
        Translation("{} or '{}'", "{1} atau '{2}'"),
        Translation(
            "The value '{}' is invalid for '{}': a whole number, {} to {}",
            "nilai '{1}' tidak dapat dipakai untuk '{2}': bilangan bulat, {3} sampai {4}"),
        Translation("The value '{}' is invalid for '{}'", "nilai '{1}' tidak dapat dipakai untuk '{2}'"),
        Translation(
            "The value '{}' is invalid for '{}': {}", "nilai '{1}' tidak dapat dipakai untuk '{2}': {3}"),
        Translation("The value '{}' is invalid.{}", "nilai '{1}' tidak dapat dipakai"),
        Translation(
            "Command '{}' is not a parent of the current command.", "'{1}' bukan induk perintah ini"),
        Translation(
            "Can't generate completion scripts for '{}'.\nPlease use {}",
            "tidak ada skrip pelengkap untuk '{1}'. Pakai {2}"),
        Translation(
            "Can't autodetect a supported shell.\nPlease use {}", "shell tidak dikenali. Pakai {1}"),
        Translation("{} with one of:\n    {}", "{1} dengan salah satu: {2}"),
        Translation("Internal error. {}", "kesalahan di dalam program"),
    ]

    /// Parts of lines of a help page, which are nowhere else in it.
    private static let parts = [
        ("<subcommand>", "<perintah>"), ("<options>", "<pilihan>"), ("(default: ", "(bawaan: "),
        ("(values: ", "(nilai: "), ("; default: ", "; bawaan: "), (" (default)", " (bawaan)"),
        ("Show the version.", "Tampilkan versi program ini."),
        ("Show help information.", "Tampilkan bantuan ini."),
    ]

    /// The lines of a page, those of a paragraph put together: how long they are is the terminal's matter.
    private static func paragraphs(_ page: String) -> [String] {
        var lines: [String] = []
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if let last = lines.last, last.count > 60, last.first != " ", !last.hasSuffix(":"),
                let first = line.first, first != " ", !line.hasPrefix("Usage: ")
            {
                lines[lines.count - 1] = last + " " + line
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    private static let lines = [
        Translation("OVERVIEW: {}", "PENJELASAN: {1}"), Translation("USAGE: {}", "PEMAKAIAN:  {1}"),
        Translation("Usage: {}", "Pemakaian:  {1}"), Translation("Help:  {}", "Bantuan:  {1}"),
        Translation("ARGUMENTS:", "ISIAN:"), Translation("OPTIONS:", "PILIHAN:"),
        Translation("SUBCOMMANDS:", "PERINTAH:"),
        Translation("  See '{}' for detailed help.", "  Penjelasan lengkap: {1}"),
        Translation("  See '{}' for more information.", "  Penjelasan lengkap: {1}"),
    ]

    /// Why arguments cannot be read, in both languages; what is ours already stays as it is.
    static func mistake(_ english: String) -> Phrase {
        var indonesian = mistakes.indonesian(english)
        var message = english
        while indonesian.hasSuffix(".") { indonesian.removeLast() }
        while message.hasSuffix(".") { message.removeLast() }
        return Phrase(indonesian, message)
    }

    /// What an option's number may be: `mistake` says it in both languages.
    static func range(_ least: String, _ most: String) -> String { "a whole number, \(least) to \(most)" }

    /// The most that an option's number may be, where the message says a `range`.
    static func limit(in message: String) -> UInt64? {
        let words = message.split { $0 == " " || $0 == "." }
        guard let most = words.last, words.count > 2 else { return nil }
        return message.contains(range(String(words[words.count - 3]), String(most))) ? UInt64(most) : nil
    }

    /// There is no command of that name.
    static func unknownCommand(_ name: String) -> Phrase {
        Phrase("perintah '\(name)' tidak dikenal", "unknown command '\(name)'")
    }

    /// A page of help, or the lines behind a mistake.
    static func page(_ english: String, _ language: Language) -> String {
        let lines = paragraphs(english)
        guard language == .indonesian else {
            return lines.map { english in
                ["USAGE: ", "Usage: "].first { english.hasPrefix($0) }
                    .map { "\($0) \(english.dropFirst($0.count))" } ?? english
            }.joined(separator: "\n")
        }
        return lines.map { line in
            let line = parts.reduce(line) { $0.replacing($1.0, with: $1.1) }
            for translation in Self.lines {
                if let text = translation(line, inner: { $0 }) { return text }
            }
            return line
        }.joined(separator: "\n")
    }
}
