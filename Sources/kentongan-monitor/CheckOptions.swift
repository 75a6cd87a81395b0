import ArgumentParser
import Console
import Options
import Storage
import Verification
import Words

/// How a log is checked: once by `check`, again and again by `serve`.
struct CheckOptions: ParsableArguments {
    @Option(help: say("Berkas yang mengingat pemeriksaan terakhir.", "File that remembers the last check."))
    var state: String

    @Option(
        help: say(
            "Umur tertua epoch terbaru, dalam detik (bawaan: dua epoch dan semenit).",
            "Seconds that the newest epoch may be old (default: two epochs and a minute)."),
        transform: whole(0...UInt64.max))
    var maxAge: UInt64?

    @Option(
        name: [.customShort("t"), .customLong("timeout")],
        help: say(
            "Detik untuk seluruh pemeriksaan, 1 sampai 3600.", "Seconds for the whole check, 1 to 3600.",
            value: "S"))
    var timeout = 20

    func validate() throws {
        guard (1...3_600).contains(timeout) else {
            throw ValidationError(
                Phrase("-t: \(timeout), batas 1 sampai 3600.", "-t: \(timeout), limit 1 to 3600.")(language))
        }
    }

    /// The log that the options name, looked at as these say.
    func look(_ log: StoredLogOptions, acknowledges: Bool) throws(VerificationError) -> Look {
        Look(
            target: try log.neededTarget(open: StoredLogSource.init), data: log.data, state: state,
            maximumAge: maxAge, acknowledges: acknowledges, timeout: timeout)
    }
}
