import AuditLog
import Files
package import HTTP
import TLS
import TransparencyLog
package import Words

/// What `witness serve` was asked for.
package struct WitnessOptions: Sendable {
    package var directory: String
    /// Files, each with a log's vkey.
    package var logs: [String]
    package var host = "127.0.0.1"
    /// 0 lets the system choose.
    package var port = 0
    /// A file with a private key and its certificate; nil for HTTP without TLS.
    package var tls: String?
    /// Key file of an agency or the auditor, and the name to cosign under; nil for the folder's own key.
    package var key: (file: String, name: String)?

    package init(directory: String, logs: [String]) {
        self.directory = directory
        self.logs = logs
    }

    /// Takes `host:port` or `[address]:port`.
    package mutating func listen(on text: String) throws(Failure) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            case let bracketed = text[..<colon], !bracketed.isEmpty
        else {
            throw Failure(
                .usage, "--listen: '\(plain(text))' is not host:port with a port of 0 to 65535",
                field: "--listen", limit: 65_535)
        }
        let isBracketed = bracketed.hasPrefix("[") && bracketed.hasSuffix("]")
        host = String(isBracketed ? bracketed.dropFirst().dropLast() : bracketed)
        self.port = Int(port)
    }
}

/// A witness behind HTTP. Nothing about callers is kept or said.
package final class WitnessServer: Sendable {
    private let verifierKey: VerifierKey
    /// Where it listens.
    package let address: String
    /// What logs are told: the submission and the monitoring prefix.
    package let url: String
    private let listener: HTTPListener
    /// Held as long as requests may come.
    private let folder: WitnessFolder

    private init(
        _ listener: HTTPListener, folder: WitnessFolder, verifierKey: VerifierKey, host: String,
        isSecure: Bool
    ) {
        self.listener = listener
        self.folder = folder
        self.verifierKey = verifierKey
        address = "\(host.contains(":") ? "[\(host)]" : host):\(listener.port)"
        url = "\(isSecure ? "https" : "http")://\(address)"
    }

    /// Opens the folder, reads everything in it, and listens.
    package static func start(
        _ options: WitnessOptions, now: @escaping @Sendable () -> UInt64
    ) async throws(Failure) -> WitnessServer {
        let folder = try WitnessFolder(options.directory)
        let key =
            if let (file, name) = options.key {
                try WitnessKey(keyFile: file, name: name)
            } else {
                try WitnessKey(in: options.directory)
            }
        let keys = try WitnessLogKeys(files: options.logs, witness: key.verifierKey)
        let witness = LogWitness(
            key.cosigner, keys: keys, remembering: try folder.read(), now: now
        ) { log throws(Failure) in try folder.keep(log) }
        let identity = try options.tls.map { path throws(Failure) in try readIdentity(path) }
        let listening = HTTPListenerOptions(
            host: options.host, port: options.port, identity: identity, maximumConnections: 256,
            maximumBody: AddCheckpointRequest.maximumBytes)
        let listener: HTTPListener
        do {
            listener = try await HTTPListener.bind(listening) { request in
                await respond(to: request, by: witness)
            }
        } catch {
            throw Failure(
                .inputOutput, "--listen: \(options.host):\(options.port): \(error)", field: "--listen")
        }
        return WitnessServer(
            listener, folder: folder, verifierKey: key.verifierKey, host: options.host,
            isSecure: identity != nil)
    }

    package var vkey: String { verifierKey.vkey }

    /// What stands in the file of `--ready-file`.
    package func ready(processID: Int) -> JSON {
        [
            "address": .string(address), "url": .string(url), "name": .string(verifierKey.name),
            "vkey": .string(vkey), "pid": .integer(processID),
        ]
    }

    /// Takes no more requests; those that run are answered.
    package func stop() async { await listener.close(within: .seconds(5)) }
}

/// `POST /add-checkpoint` and `GET /<SHA-256 of the origin>/checkpoint`; there is nothing else.
package func respond(to request: HTTPRequest, by witness: LogWitness) async -> HTTPResponse {
    if request.path == AddCheckpointRequest.path {
        guard request.method == "POST" else { return .methodNotAllowed(["POST"]) }
        let answer = await witness.addCheckpoint(request.body)
        return HTTPResponse(status: answer.status, contentType: answer.contentType, body: answer.body)
    }
    let segments = request.path.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.count == 3, segments[2] == "checkpoint", WitnessFolder.isIdentifier(segments[1]) else {
        return .plain(404)
    }
    guard ["GET", "HEAD"].contains(request.method) else { return .methodNotAllowed(["GET", "HEAD"]) }
    guard let note = await witness.checkpoint(String(segments[1])) else { return .plain(404) }
    return HTTPResponse(
        status: 200, contentType: WitnessAnswer.textType, headers: [("Cache-Control", "no-cache")], body: note
    )
}

private func readIdentity(_ path: String) throws(Failure) -> TLSIdentity {
    let bytes = try Files.read(path, limit: 1 << 16, field: "--tls-cert")
    do { return try TLSIdentity(pem: bytes) } catch {
        throw Failure(
            .badInput,
            "--tls-cert: '\(path)' does not hold a private key (p-256 or ed25519) and its certificate",
            field: "--tls-cert")
    }
}
