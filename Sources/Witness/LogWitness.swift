package import TransparencyLog

/// A witness at work (C2SP tlog-witness): remembers the latest checkpoint of each of its logs, and cosigns what
/// continues it.
///
/// Requests are taken one after the other: nothing happens between the check of a request and the moment when what
/// it changes is durable, and only then is a cosignature given away.
package actor LogWitness {
    /// Makes it durable; throws where that is not certain.
    package typealias Keep = @Sendable (WitnessedLog) throws(WitnessError) -> Void

    private let cosigner: Cosigner
    private let keys: WitnessLogKeys
    private let keep: Keep
    private let now: @Sendable () -> UInt64
    private var logs: [String: WitnessedLog]

    /// Goes on from what is remembered.
    ///
    /// - Parameters:
    ///   - cosigner: the witness's key and name.
    ///   - keys: of the logs that are cosigned, no others.
    ///   - logs: what is remembered, by identifier.
    ///   - now: POSIX seconds.
    ///   - keep: called with what a request changes, before its cosignature is given away.
    package init(
        _ cosigner: Cosigner, keys: WitnessLogKeys, remembering logs: [String: WitnessedLog],
        now: @escaping @Sendable () -> UInt64, keep: @escaping Keep
    ) {
        self.cosigner = cosigner
        self.keys = keys
        self.logs = logs
        self.now = now
        self.keep = keep
    }

    /// The answer to `POST …/add-checkpoint`.
    ///
    /// There is no suspension in here, on purpose.
    package func addCheckpoint(_ body: [UInt8]) -> WitnessAnswer {
        let request: AddCheckpointRequest
        do { request = try AddCheckpointRequest(body) } catch {
            return WitnessAnswer(status: 400, "\(error)")
        }
        let identifier = WitnessedLog.identifier(of: request.head.origin)
        let decision = WitnessDecision(
            on: request, log: logs[identifier], keys: keys[identifier], now: now())
        switch decision {
        case .answer(let answer): return answer
        case .cosign(let cosigning):
            do {
                let (log, line) = try cosigning.cosigned(by: cosigner)
                try keep(log)
                logs[identifier] = log
                return WitnessAnswer(status: 200, line.line)
            } catch {
                return WitnessAnswer(status: 500, "the checkpoint could not be kept, so it is not cosigned")
            }
        }
    }

    /// What monitors are shown of a log: the latest checkpoint with the log's and the witness's signatures.
    package func checkpoint(_ identifier: String) -> [UInt8]? { logs[identifier]?.note.bytes }
}
