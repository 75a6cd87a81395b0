import Files
import HTTP
import TLS
import TransparencyLog

/// Why `publish.listen` cannot be listened on.
///
/// Words/DaemonWords.swift says it.
package struct TileServerError: Error, Equatable, Sendable {
    /// Where it was to listen.
    let address: Configuration.Address
    /// The listener's.
    let reason: String
}

/// Hands out the public files itself: `checkpoint` and the tiles, to read, and nothing else of the directory.
///
/// A name is parsed as a tile's and written anew, so what a reader sent is never part of a path.
struct TileServer: Sendable {
    static let methods = ["GET", "HEAD"]

    let files: ShownFolder

    init(directory: String) {
        files = ShownFolder(directory: directory)
    }

    /// Listens at `publish.listen`.
    ///
    /// - Parameters:
    ///   - configuration: its `publish` settings.
    ///   - identity: the site's, shown to readers where `publish.tls` is on; else it is plain HTTP.
    /// - Returns: the listener, which answers already; nil where none is configured.
    /// - Throws: where the address cannot be listened on.
    static func bind(
        _ configuration: Configuration, identity: TLSIdentity
    ) async throws(TileServerError) -> HTTPListener? {
        guard let address = configuration.publishListen else { return nil }
        let server = TileServer(directory: configuration.publishDirectory)
        let options = HTTPListenerOptions(
            host: address.host, port: address.port, identity: configuration.publishTLS ? identity : nil,
            maximumConnections: configuration.publishConnections, maximumBody: 0)
        do {
            return try await HTTPListener.bind(options) { server.respond(to: $0) }
        } catch {
            throw TileServerError(address: address, reason: "\(error)")
        }
    }

    func respond(to request: HTTPRequest) -> HTTPResponse {
        guard Self.methods.contains(request.method) else { return .methodNotAllowed(Self.methods) }
        guard request.path != "/checkpoint" else {
            return answer(
                "checkpoint", contentType: "text/plain; charset=utf-8", cacheControl: "no-store")
        }
        guard let tile = Tile(path: String(request.path.dropFirst())) else { return .plain(404) }
        return answer(
            tile.path, contentType: "application/octet-stream",
            cacheControl: "public, max-age=31536000, immutable")
    }

    private func answer(_ name: String, contentType: String, cacheControl: String) -> HTTPResponse {
        guard let file = HTTPFile(path: files.path(name)) else {
            return .plain(404, headers: [("Cache-Control", "no-store")])
        }
        return HTTPResponse(
            file: file, contentType: contentType, headers: [("Cache-Control", cacheControl)])
    }
}
