import Files
package import HTTP
import TLS
package import TransparencyLog

/// A witness behind HTTP.
///
/// Nothing about callers is kept or said.
package final class WitnessServer: Sendable {
    /// The public key that it cosigns with.
    package let verifierKey: VerifierKey
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
    ) async throws(WitnessError) -> WitnessServer {
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
        ) { log throws(WitnessError) in try folder.keep(log) }
        let identity = try options.tls.map { path throws(WitnessError) in try readIdentity(path) }
        // Beside those for the folder, of which each request may open some.
        let descriptors = DescriptorLimit.raised() - 64
        let listening = HTTPListenerOptions(
            host: options.host, port: options.port, identity: identity,
            maximumConnections: min(max(descriptors, 8), 256),
            maximumBody: AddCheckpointRequest.maximumBytes)
        let listener: HTTPListener
        do {
            listener = try await HTTPListener.bind(listening) { request in
                await respond(to: request, by: witness)
            }
        } catch {
            throw .notListening(host: options.host, port: options.port, reason: "\(error)")
        }
        return WitnessServer(
            listener, folder: folder, verifierKey: key.verifierKey, host: options.host,
            isSecure: identity != nil)
    }

    /// The public key as a C2SP vkey.
    package var vkey: String { verifierKey.vkey }

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

private func readIdentity(_ path: String) throws(WitnessError) -> TLSIdentity {
    let bytes = try WitnessFile.certificate.secretBytes(path, limit: 1 << 16)
    do { return try TLSIdentity(pem: bytes.withLineFeeds) } catch { throw .certificate(path: path) }
}
