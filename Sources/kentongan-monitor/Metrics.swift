import AuditLog
import Console
import HTTP
import Verification

/// What a look found, as OpenMetrics has it: nothing of reports, no address, and no time finer than an epoch.
enum Metrics {
    static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    /// The look's figures, each with what it is, and a line for each problem by its code.
    static func text(_ output: MonitorOutput) -> String {
        var lines: [String] = []
        func gauge(_ name: String, _ help: String, _ samples: [String]) {
            lines += ["# TYPE kentongan_\(name) gauge", "# HELP kentongan_\(name) \(help)"]
            lines += samples.map { "kentongan_\(name)\($0)" }
        }
        func number(_ name: String, _ help: String, _ value: UInt64?) {
            if let value { gauge(name, help, [" \(value)"]) }
        }
        gauge("status", "0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.", [" \(output.status.rawValue)"])
        gauge(
            "problem", "What is wrong, by its code in the runbook.",
            output.problems.map { "{code=\"\($0.code)\",severity=\"\($0.severity)\"} 1" })
        number("size", "Entries in the newest checkpoint.", output.size)
        number("epoch", "The newest epoch's number.", output.epoch)
        number("age_seconds", "Seconds since the newest epoch was due.", output.age)
        if output.size != nil {
            gauge("witnessed", "1 where a quorum signed the checkpoint.", [" \(output.isWitnessed ? 1 : 0)"])
        }
        if let expiry = output.expiry {
            let days =
                [("descriptor", expiry.descriptor)] + (expiry.agencyKeys.map { [("agency_keys", $0)] } ?? [])
            gauge(
                "expires_days", "Days that are left; below 0 since it ran out.",
                days.map { "{what=\"\($0.0)\"} \($0.1.daysLeft(at: output.now))" })
        }
        return lines.joined(separator: "\n") + "\n# EOF\n"
    }
}

/// The newest look, taken anew where it is older than what may be asked for.
actor Looking {
    private let look: Look
    private let interval: Duration
    private var newest: (at: ContinuousClock.Instant, output: MonitorOutput)?
    private var running: Task<MonitorOutput, Never>?

    /// Looks at most every `interval`, however often it is asked.
    init(_ look: Look, every interval: Duration) {
        (self.look, self.interval) = (look, interval)
    }

    /// One look at a time, which all who wait for it share.
    func output() async -> MonitorOutput {
        if let newest, newest.at + interval > .now { return newest.output }
        if let running { return await running.value }
        let task = Task { [look] in await look.run() }
        running = task
        let output = await task.value
        (newest, running) = ((.now, output), nil)
        return output
    }

    /// `GET /metrics`; there is nothing else.
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard request.path == "/metrics" else { return .plain(404) }
        guard ["GET", "HEAD"].contains(request.method) else { return .methodNotAllowed(["GET", "HEAD"]) }
        return HTTPResponse(
            status: 200, contentType: Metrics.contentType, headers: [("Cache-Control", "no-store")],
            body: Array(Metrics.text(await output()).utf8))
    }
}
