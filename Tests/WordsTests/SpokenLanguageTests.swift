import Console
import Testing
import Words

/// The command-line contract: `--lang`, else LC_ALL, LC_MESSAGES, LANG, else the program's own.
@Suite struct SpokenLanguageTests {
    @Test(
        arguments: [
            ([:], nil), (["LC_ALL": "en_US.UTF-8"], .english), (["LC_ALL": "id_ID.UTF-8"], .indonesian),
            (["LC_ALL": "C", "LANG": "en_US"], nil),
            (["LC_ALL": "", "LC_MESSAGES": "en", "LANG": "id"], .english),
            (["LC_MESSAGES": "id_ID", "LANG": "en_US"], .indonesian), (["LANG": "id"], .indonesian),
            (["LANG": "jv_ID"], nil), (["LANGUAGE": "en"], nil),
        ] as [([String: String], Language?)])
    func `the environment's first word counts`(_ environment: [String: String], _ language: Language?) {
        for fallback in Language.allCases {
            #expect(
                spokenLanguage(["kentongan"], environment: environment, otherwise: fallback)
                    == (language ?? fallback))
        }
    }

    @Test(
        arguments: [
            (["--lang", "id"], .indonesian), (["--lang=en"], .english),
            (["submit", "--lang", "id"], .indonesian),
            (["--lang", "de"], nil), (["--lang"], nil), (["--language", "id"], nil),
        ] as [([String], Language?)])
    func `an option comes before it`(_ arguments: [String], _ language: Language?) {
        for spoken in Language.allCases {
            let environment = ["LC_ALL": spoken.rawValue]
            #expect(
                spokenLanguage(["kentongan"] + arguments, environment: environment, otherwise: .english)
                    == (language ?? spoken))
        }
    }
}
