import HTTP
import Keys
import TransparencyLog
import Wire

/// Why a witness gave no answer that could be used.
enum WitnessFault: Error, Equatable {
    case http(HTTPError)
    case answer
    case status(Int)

    /// What it is to the operator: nobody there, or somebody who talks nonsense.
    var outcome: WitnessOutcome {
        switch self {
        case .http(.unreachable), .http(.timeout), .http(.cancelled), .http(.tls): .unreachable
        case .status(let status): .refused(status: status)
        case .http, .answer: .unusable
        }
    }
}

/// One witness as C2SP tlog-witness has it; nothing that it says is believed here.
struct WitnessClient: Sendable {
    let url: HTTPURL
    private let client: HTTPClient
    /// Bytes of a checkpoint with its signatures, and of an answer.
    private static let longestReply = 65_536

    /// Connects to nothing yet; `timeout` is of each request, to the reply's last byte.
    init(url: HTTPURL, timeout: Duration) {
        self.url = url
        client = HTTPClient(timeout: timeout, maximumReply: Self.longestReply)
    }

    /// `add-checkpoint`.
    func submit(_ request: AddCheckpointRequest) async throws(WitnessFault) -> AddCheckpointAnswer {
        let reply = try await send("POST", AddCheckpointRequest.path, request.bytes)
        let type = reply.contentType?.split(separator: ";").first.map { $0.filter { $0 != " " } }
        do {
            return try AddCheckpointAnswer(
                status: reply.status, contentType: type.map { String($0) }, body: reply.body)
        } catch {
            throw .answer
        }
    }

    /// The newest checkpoint of a log that the witness shows to monitors; only with the log's own signature, which
    /// nobody else can make.
    ///
    /// - Returns: nil where it has none, or does not show any.
    func newest(of log: VerifierKey) async throws(WitnessFault) -> VerifiedCheckpoint? {
        let reply = try await send("GET", "/\(sha256([UInt8](log.name.utf8)).hex)/checkpoint")
        guard reply.status == 200 else {
            if [404, 405, 501].contains(reply.status) { return nil }
            throw .status(reply.status)
        }
        do {
            return try VerifiedCheckpoint(bytes: reply.body, origin: log.name, log: log, witnesses: [])
        } catch {
            throw .answer
        }
    }

    private func send(
        _ method: String, _ path: String, _ body: [UInt8] = []
    ) async throws(WitnessFault) -> HTTPReply {
        do { return try await client.send(method, url, path: path, body: body) } catch { throw .http(error) }
    }
}
