import ArgumentParser
import Console
import Testing
import Words

/// Every kind of mistake that the library finds in arguments: it tells them in English, and we in both languages.
@Suite struct ArgumentMistakeTests {
    struct Sample: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "sample", subcommands: [Inner.self])

        struct Inner: ParsableCommand {
            static let configuration = CommandConfiguration(commandName: "inner", helpNames: [.long])

            @Option var site: String
            @Option(transform: whole(0...16)) var count: UInt8 = 1
            @Option var lang: Language?
            @Flag(name: .shortAndLong) var yes = false
            @Flag(inversion: .prefixedNo, exclusivity: .exclusive) var loud = false
            @Argument var file: String?
        }
    }

    @Test(
        arguments: [
            (["inner"], "'--site <site>' belum diberikan", "--site"),
            (["inner", "--site"], "nilai untuk '--site <site>' belum diberikan", "--site"),
            (["inner", "--site", "x", "--xyzzy"], "pilihan '--xyzzy' tidak dikenal", "--xyzzy"),
            (
                ["inner", "--site", "x", "--coun", "3"],
                "pilihan '--coun' tidak dikenal; apakah maksud Anda '--count'?", "--coun"
            ),
            (
                ["inner", "--site", "x", "--count", "900"],
                "nilai '900' tidak dapat dipakai untuk '--count <count>': bilangan bulat, 0 sampai 16",
                "--count"
            ),
            (
                ["inner", "--site", "x", "--lang", "de"],
                "nilai 'de' tidak dapat dipakai untuk '--lang <lang>'; pilih salah satu: 'id' atau 'en'",
                "--lang"
            ),
            (["inner", "--site", "x", "a", "b"], "'b' tidak diharapkan di sini", nil),
            (["inner", "--site", "x", "a", "b", "c"], "2 isian tidak diharapkan di sini: 'b', 'c'", nil),
            (
                ["inner", "--site", "x", "--yes=3"],
                "pilihan '--yes' tidak memerlukan nilai, tetapi diberi '3'",
                "--yes"
            ),
            (
                ["inner", "--site", "x", "--loud", "--no-loud"],
                "pilihan '--no-loud' tidak dapat dipakai bersama pilihan '--loud'", "--no-loud"
            ),
        ] as [([String], String, String?)])
    func `is told in both languages, with its option`(_ arguments: [String], _ text: String, _ field: String?)
        throws
    {
        let mistake = try #require(ArgumentMistake(Sample.self, Self.error(arguments)))
        #expect(mistake.failure.kind == .usage)
        #expect(mistake.failure.text.indonesian == text)
        #expect(mistake.failure.field == field)
        #expect(mistake.failure.text.english != mistake.failure.text.indonesian)
        #expect(mistake.usage.contains("sample inner"))
        #expect(mistake.failure.limit == (arguments.last == "900" ? 16 : nil))
    }

    @Test func `a wish for help is no mistake, and what is right none either`() throws {
        #expect(ArgumentMistake(Sample.self, Self.error(["inner", "--help"]))?.failure == nil)
        _ = try Sample.parseAsRoot(["inner", "--site", "x", "--count", "3", "--lang", "id", "file"])
    }

    private static func error(_ arguments: [String]) -> any Error {
        do {
            _ = try Sample.parseAsRoot(arguments)
            return CleanExit.message("parsed")
        } catch {
            return error
        }
    }
}
