import NIOCore
import Synchronization

/// How many connections each circuit of Tor's has, and had a while ago: numbers in memory, which leave it behind the window.
final class Circuits: Sendable {
    private struct Share {
        var open = 0
        var made = 0
    }

    private let limits: CircuitLimits
    private let shares = Mutex<[UInt32: Share]>([:])

    /// Nobody has come yet.
    init(_ limits: CircuitLimits) { self.limits = limits }

    /// Circuits of which anything is known.
    var count: Int { shares.withLock { $0.count } }

    /// Counts a connection of the circuit's; false where it has its share, and is to be closed.
    func take(_ circuit: UInt32, _ channel: any Channel) -> Bool {
        let isTaken = shares.withLock { shares in
            let share = shares[circuit] ?? Share()
            guard share.open < limits.open, share.made < limits.made else { return false }
            shares[circuit] = Share(open: share.open + 1, made: share.made + 1)
            return true
        }
        guard isTaken else { return false }
        channel.closeFuture.whenComplete { _ in self.change(circuit) { $0.open -= 1 } }
        channel.eventLoop.scheduleTask(in: limits.window.amount) { self.change(circuit) { $0.made -= 1 } }
        return true
    }

    private func change(_ circuit: UInt32, _ body: (inout Share) -> Void) {
        shares.withLock { shares in
            guard var share = shares[circuit] else { return }
            body(&share)
            shares[circuit] = share.open > 0 || share.made > 0 ? share : nil
        }
    }
}
