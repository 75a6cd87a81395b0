import Foundation
import TestSupport

/// Listens on this machine, takes connections and never answers: whoever comes waits.
final class SilentListener {
    private let descriptor: Int32
    let port: UInt16
    private var taken: [Int32] = []

    init() throws {
        (descriptor, port) = try Loopback.listen(backlog: 8, isBlocking: false)
    }

    deinit { for open in taken + [descriptor] { close(open) } }

    /// Whether somebody came since the last call.
    func hasCaller() -> Bool {
        let caller = accept(descriptor, nil, nil)
        if caller >= 0 { taken.append(caller) }
        return caller >= 0
    }
}
