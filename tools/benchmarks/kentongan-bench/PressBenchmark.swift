import AuditLog
import Console
import Sealing
import Source
import Verification
import Visit
import Wire
import Words

/// What a person waits for who pressed Enter: their report sealed, the whole full visit, the promise checked.
///
/// Without what is waited on purpose: the steps between cells, the site's answer delay, the codename's scrypt.
struct PressBenchmark {
    private let bench: Bench
    private var count: Int { bench.options.isLong ? 400 : 100 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let site = try await BenchSite(in: bench.directory("press"))
        let server = try await site.serve(bench)
        defer { server.child.end() }
        let dialogue = Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in })
        let environment = Environment(now: System.now, random: System.random, dialogue: dialogue)
        var address = SiteAddress(link: server.link)
        address.pace = VisitPace(step: .zero, departure: 0)
        var times: [Double] = []
        // The first one warms up.
        for number in 0...count {
            guard let codename = Codename(random: System.random(Codename.randomCount)) else {
                throw BenchError("codename")
            }
            let keys = try SourceKeys(codename: codename, root: server.link.fingerprint)
            let visits = CommandVisits(address, environment: environment, isWarned: true)
            var errand = FullErrand(after: try await visits.look())
            let pressed = seconds()
            let readers = errand.seen.site.keys.map(\.agency)
            let sealed = try SealedSubmission(
                story(), readers: readers, site: errand.seen.site, keys: keys,
                random: System.random)
            errand.parcel = .submission(sealed, isRepeated: false)
            let visited = try await visits.full(errand)
            let time = seconds() - pressed
            guard case .accepted = visited.parcel else { throw BenchError("no promise: \(visited.parcel)") }
            if number > 0 { times.append(time * 1e3) }
        }
        return [
            Figure(
                "from Enter to the checked promise, p50", quantile(times, 0.5), "ms",
                note:
                    "sealed to \(BenchSite.agencies.count) agencies, TLS, four cells, two synced transactions; without steps, "
                    + "answer delay and scrypt; \(count) one after the other"
            ).atMost(100),
            Figure("the same, p95", quantile(times, 0.95), "ms"),
        ]
    }
}
