import Dispatch
import Foundation

/// Runs what has no end of its own, until SIGTERM or SIGINT (Ctrl-C) asks for one: its task is cancelled then.
package func untilTold<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
    let task = Task { await body() }
    let signals = [SIGTERM, SIGINT].map { number in
        // The default would end the process before anybody is asked.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { task.cancel() }
        source.resume()
        return source
    }
    defer { for source in signals { source.cancel() } }
    return await task.value
}
