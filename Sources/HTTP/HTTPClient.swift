package import Dialing
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TLS

/// How a client verifies the server of an `https` address.
package enum HTTPTrust: Equatable, Sendable {
    /// By a certificate for the address's host that the system's authorities signed for.
    case system
    /// As `system`, by the authorities of this PEM file.
    case authorities(file: String)
    /// By a key whose SubjectPublicKeyInfo has one of these SHA-256 hashes (32 bytes), whatever its certificate says.
    case spki(Set<[UInt8]>)

    fileprivate var verification: TLSPeerVerification {
        switch self {
        case .system: .authorities(file: nil)
        case .authorities(let file): .authorities(file: file)
        case .spki(let hashes): .pinned(hashes)
        }
    }
}

/// A client for HTTP servers that nobody trusts: each request has a connection of its own, bounded in time and bytes.
///
/// No redirect is followed, nothing is kept from one request for the next.
package struct HTTPClient: Sendable {
    private let timeout: Duration
    private let maximumReply: Int
    private let trust: HTTPTrust
    private let proxy: Proxy?
    private let contexts = TLSContextKept()

    /// Creates a client; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - timeout: from the call to the reply's last byte.
    ///   - maximumReply: bytes of the longest reply's body.
    ///   - trust: how the server of an `https` address is verified.
    ///   - proxy: the only thing that is connected to, which also looks up names; nil to connect from here.
    package init(
        timeout: Duration, maximumReply: Int, trust: HTTPTrust = .system, proxy: Proxy? = nil
    ) {
        self.timeout = timeout
        self.maximumReply = maximumReply
        self.trust = trust
        self.proxy = proxy
    }

    /// Sends one request and returns the reply, whatever its status.
    ///
    /// - Parameters:
    ///   - method: upper-case ASCII.
    ///   - url: the server, and the prefix of all its paths.
    ///   - path: appended to that prefix; starts with `/`, plain characters only.
    ///   - body: sent with its length, for POST even if empty.
    /// - Returns: the reply, its body whole.
    /// - Throws: why there is none.
    package func send(
        _ method: String, _ url: HTTPURL, path: String, body: [UInt8] = []
    ) async throws(HTTPError) -> HTTPReply {
        let target = url.prefix + path
        guard HTTPPath.isPlain(target) else { throw .path }
        let context = url.isSecure ? try contexts.context(trust.verification) : nil
        let attempt = HTTPAttempt(
            url: url, proxy: proxy, context: context, request: requestHead(method, url, target, body),
            body: body, maximumReply: maximumReply)
        return try await attempt.run(timeout: timeout)
    }

    private func requestHead(
        _ method: String, _ url: HTTPURL, _ target: String, _ body: [UInt8]
    ) -> HTTPRequestHead {
        let host = url.host.contains(":") ? "[\(url.host)]" : url.host
        let isStandard = url.port == (url.isSecure ? 443 : 80)
        var headers = HTTPHeaders([
            ("Host", isStandard ? host : "\(host):\(url.port)"), ("Connection", "close"),
        ])
        if !body.isEmpty || method == "POST" {
            headers.add(name: "Content-Type", value: "application/octet-stream")
            headers.add(name: "Content-Length", value: "\(body.count)")
        }
        return HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: method), uri: target, headers: headers)
    }
}

/// Makes a client's TLS context once: the system's authorities take milliseconds to read.
private final class TLSContextKept: Sendable {
    private let kept = Mutex<TLSContext?>(nil)

    func context(_ verification: TLSPeerVerification) throws(HTTPError) -> TLSContext {
        if let context = kept.withLock({ $0 }) { return context }
        do throws(TLSError) {
            let context = try TLSContext(client: verification)
            kept.withLock { $0 = context }
            return context
        } catch {
            throw .tls(error)
        }
    }
}
