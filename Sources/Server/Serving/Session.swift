import Keys
import RPC
import Synchronization
import Wire

/// Who speaks on a connection, once it has been shown.
enum Caller: Equatable, Sendable {
    case source(PublicKey)
    case agency(AgencyCode, act: PublicKey)
    case auditor(PublicKey)

    var key: PublicKey {
        switch self {
        case .source(let key), .agency(_, let key), .auditor(let key): key
        }
    }
}

/// An upload that a connection goes on with.
struct AnnouncedUpload: Sendable {
    /// What the source calls it.
    let name: Nonce
    /// Of the supplement.
    let counter: UInt32
    /// The right to go on with it: lost where another connection announces it.
    let turn: UInt64
}

/// One connection: what was shown on it, and forgotten with it.
final class Session: Sendable {
    let node: Node
    private let peer: Peer
    private let state = Mutex(State())

    private struct State {
        var caller: Caller?
        var site: PublishedSite?
        /// The upload that was announced here last.
        var upload: AnnouncedUpload?
    }

    init(node: Node, peer: Peer) {
        self.node = node
        self.peer = peer
    }

    /// The site as this visit was shown it: proofs lead to its checkpoint.
    func site(showing shown: PublishedSite? = nil) -> PublishedSite {
        state.withLock { state in
            if let shown { state.site = shown }
            return state.site ?? node.site
        }
    }

    /// The upload that was announced here last: the one that chunks belong to, and that an upload without any finishes.
    var upload: AnnouncedUpload? {
        get { state.withLock { $0.upload } }
        set { state.withLock { $0.upload = newValue } }
    }

    func requireCaller() throws(RPCError) -> Caller {
        guard let caller = state.withLock({ $0.caller }) else {
            throw RPCError(.unauthenticated, "authenticate first")
        }
        return caller
    }

    /// Checks a signature over this connection's exporter once; the same key again is known.
    ///
    /// - Throws: `unauthenticated`, also for a second key on one connection.
    func authenticate(_ authentication: Authentication) throws(RPCError) -> Caller {
        let caller = try claimed(authentication)
        if let known = state.withLock({ $0.caller }) {
            guard known == caller else {
                throw RPCError(.unauthenticated, "another key has authenticated on this connection")
            }
            return known
        }
        let site = node.site
        guard let exporter = FixedBytes<32>(peer.exporter),
            authentication.isValid(
                origin: site.descriptor.origin, root: Fingerprint.root(site.descriptor.root),
                exporter: exporter)
        else {
            throw RPCError(
                .unauthenticated, "the signature does not hold here", field: "Authentication.signature")
        }
        state.withLock { $0.caller = caller }
        if case .source = caller {} else { peer.liftVisitLimit() }
        return caller
    }

    /// The same for a caller who must be a source.
    func authenticateMailbox(_ authentication: Authentication) throws(RPCError) -> PublicKey {
        guard case .source(let mailbox) = try authenticate(authentication) else {
            throw RPCError(.unauthenticated, "not a mailbox", field: "Authentication.role")
        }
        return mailbox
    }

    /// Who the key belongs to, if it is who it says.
    private func claimed(_ authentication: Authentication) throws(RPCError) -> Caller {
        switch authentication.role {
        case .source:
            return .source(authentication.key)
        case .reviewer:
            guard let agency = node.site.agency(ofAct: authentication.key) else { throw unknownKey }
            return .agency(agency, act: authentication.key)
        case .auditor:
            guard node.site.descriptor.auditor?.key == authentication.key else { throw unknownKey }
            return .auditor(authentication.key)
        }
    }

    private var unknownKey: RPCError {
        RPCError(.unauthenticated, "not a key of this site", field: "Authentication.key")
    }
}
