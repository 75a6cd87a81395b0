package import AuditLog
package import Console
import Files
import Foundation
import HTTP
import Keys
package import Logging
import RPC
package import Storage
import TLS
import Wire

/// A running server: a listener, and a clock that closes epochs.
package struct Daemon: Sendable {
    let node: Node
    private let listener: Listener
    private let publicListener: HTTPListener?
    /// Where it can be reached, with the port that was taken.
    package let address: Configuration.Address
    /// Where Tor brings visitors, with the port that was taken; nil for nowhere.
    package let onionAddress: Configuration.Address?
    /// For sources: address and fingerprint of the root key.
    package let link: SiteLink
    /// Where the public files are served; nil if they are not, or by somebody else.
    package let publicAddress: String?

    /// Opens the data directory, closes what is overdue, then listens.
    ///
    /// - Parameters:
    ///   - directory: of a site that was made, whose log has not ended.
    ///   - configuration: the operator's; checked before the store is opened.
    ///   - now: seconds since 1970.
    ///   - random: gives that many bytes, fit for keys.
    ///   - isClockAccepted: whether the operator answers for what the clock says at this start.
    ///   - kernel: what the kernel says of its clock; only shown.
    ///   - log: what the operator is told; never with data of anybody.
    ///   - faults: see `DataDirectory.openStore`.
    /// - Returns: the server, which answers already; later epochs are closed by `run`.
    /// - Throws: where the log has ended or may not go on, settings contradict each other, the keys are not
    ///   the site's, or an address cannot be listened on; `ended` where it was told to end before it answered.
    package static func start(
        in directory: DataDirectory, configuration: Configuration, now: @escaping @Sendable () -> UInt64,
        random: @escaping @Sendable (Int) -> [UInt8], isClockAccepted: Bool = false,
        kernel: @escaping @Sendable () -> KernelClock = { .unknown }, log: Logger = .silent,
        faults: @escaping @Sendable (CloseStep) throws -> Void = { _ in }
    ) async throws(DaemonError) -> Daemon {
        let node: Node
        do {
            try directory.checkNotContinued()
            try configuration.check()
            let configuration = fitted(configuration, log: log)
            let keys = try SiteKeys(in: directory)
            let (ballast, watch) = (Ballast(directory, configuration), StoreWatch(log: log))
            let store = try await directory.openStore(
                ballast: ballast, watch: watch, uploads: configuration.uploads, faults: faults)
            node = try await Node(
                store: store, keys: keys, configuration: configuration, directory: directory, now: now,
                random: random, isClockAccepted: isClockAccepted, kernel: kernel, watch: watch, log: log)
            try keys.checkTLS(node.site.descriptor)
        } catch let error as StoreError {
            throw DaemonError(opening: directory.naming(error))
        } catch {
            throw DaemonError(opening: error)
        }
        let listener = try await listen(node)
        do throws(TileServerError) {
            let files = try await TileServer.bind(configuration, identity: node.keys.tls)
            return Daemon(node: node, listener: listener, publicListener: files)
        } catch {
            await listener.drain(within: .zero)
            throw .publicFiles(error)
        }
    }

    /// With no more connections than there are descriptors for, beside those that are needed for the site itself.
    private static func fitted(_ configuration: Configuration, log: Logger) -> Configuration {
        let descriptors = DescriptorLimit.raised()
        let fitting = configuration.with(ConnectionShare(configuration, descriptors: descriptors))
        if fitting != configuration {
            log.tell(
                .fewerConnections(
                    fitting.connections,
                    publishing: fitting.publishListen == nil ? nil : fitting.publishConnections,
                    descriptors: descriptors))
        }
        return fitting
    }

    private static func listen(_ node: Node) async throws(DaemonError) -> Listener {
        let configuration = node.configuration
        do {
            return try await Listener.bind(
                identity: node.keys.tls, options: configuration.listening
            ) { peer in
                let session = Session(node: node, peer: peer)
                return Services(
                    source: SourceCalls(session: session), upload: UploadCalls(session: session),
                    audit: AuditCalls(node: node), review: ReviewCalls(session: session))
            }
        } catch {
            throw .notListening(configuration.listen)
        }
    }

    private init(node: Node, listener: Listener, publicListener: HTTPListener?) {
        self.node = node
        self.listener = listener
        self.publicListener = publicListener
        let configured = node.configuration
        address = Configuration.Address(host: configured.listen.host, port: listener.port)
        onionAddress = configured.onionListen.flatMap { place in
            listener.onionPort.map { Configuration.Address(host: place.host, port: $0) }
        }
        let shown = configured.public == configured.listen ? address : configured.public
        link = SiteLink(
            host: shown.host, port: UInt16(clamping: shown.port),
            fingerprint: Fingerprint.root(node.site.descriptor.root))
        publicAddress = publicListener.map { listener in
            let host = configured.publishListen?.host ?? configured.listen.host
            return "\(configured.publishTLS ? "https" : "http")://"
                + "\(Configuration.Address(host: host, port: listener.port))"
        }
    }

    /// Closes epochs as they become due until the task is cancelled, or until closing fails.
    package func run() async throws(DaemonError) {
        do {
            try await withThrowingTaskGroup { group in
                group.addTask { try await node.closer.run() }
                group.addTask { try await tick() }
                if !node.witnesses.circle.isEmpty {
                    group.addTask { try await node.witnesses.run() }
                }
                try await group.next()
                group.cancelAll()
            }
        } catch is CancellationError {
            return
        } catch let found as Contradiction {
            throw .contradiction(found)
        } catch let error as StoreError where error == .cancelled {
            return
        } catch {
            throw .notClosed(reason: "\(error)")
        }
    }

    /// Ends: no new connections, running calls get the configured time, the files are closed.
    package func stop() async {
        async let publicEnd: Void? = publicListener?.close(within: node.configuration.drain)
        await listener.drain(within: node.configuration.drain)
        _ = await publicEnd
        try? node.store.close()
    }

    /// Every 30 s a write that means nothing, a look at how reports are taken, and the memory that a flood took goes back;
    /// every half hour uploads that nobody goes on with are removed; every day the operator is told what runs out.
    private func tick() async throws {
        node.tellExpiry()
        node.tellIntake()
        for ticks in 1... {
            try await Task.sleep(for: .seconds(30))
            node.tellIntake()
            if ticks % 2_880 == 0 { node.tellExpiry() }
            _ = try await node.watch.once { try await node.store.tick() }
            node.store.uploads.calm()
            node.ballast.lay()
            HeapMemory.giveBack()
            if ticks % 60 == 0 { node.store.uploads.sweep() }
        }
    }
}
