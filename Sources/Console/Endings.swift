import Glibc
import Synchronization

/// What becomes of a signal that ends the program: the terminal is as it was, Ctrl-C says a farewell, and what is being put away
/// is put away first.
package enum Endings {
    /// Runs something that must not be broken off, such as the work in a folder that is erased behind it.
    ///
    /// A signal that ends the program waits for its end; `isWaiting` says that it should come soon.
    package static func deferred<Result>(_ body: () throws -> Result) rethrows -> Result {
        watch(first: nil)
        deferring.add(1, ordering: .sequentiallyConsistent)
        defer {
            if deferring.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 {
                let ending = waiting.exchange(0, ordering: .sequentiallyConsistent)
                if ending != 0 { raise(ending) }
            }
        }
        return try body()
    }

    /// Whether a signal waits for the end of what is deferred.
    package static var isWaiting: Bool { waiting.load(ordering: .relaxed) != 0 }

    /// Watches the signals that end a program.
    ///
    /// - Parameter first: called in the handler before the program ends: it may not allocate, nor take a lock.
    static func watch(first: (@convention(c) () -> Void)?) {
        if let first { unsafe beforeEnd = first }
        guard !isWatching.exchange(true, ordering: .sequentiallyConsistent) else { return }
        // The handler must not be the first to ask for them.
        _ = (deferring.load(ordering: .relaxed), waiting.load(ordering: .relaxed))
        for ending in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] {
            let before = signal(ending, handle)
            // Who started this has said that it shall not end so.
            if unsafe unsafeBitCast(before, to: Int.self) == Self.ignored { signal(ending, SIG_IGN) }
        }
    }

    /// SIG_IGN, as a number.
    private static let ignored = 1

    /// Sets what is written where Ctrl-C ends the program; nil for nothing.
    static func farewell(_ text: String?) {
        watch(first: nil)
        guard let text else {
            unsafe farewellText = nil
            return
        }
        let bytes = Array("\n\(text)\n".utf8)
        // Few and small, and a handler may read the last one: they stay.
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        unsafe copy.copyBytes(from: bytes)
        unsafe farewellText = copy
    }
}

// What the handler needs: it may not allocate, nor take a lock.

private let isWatching = Atomic(false)
/// Works that must not be broken off.
private let deferring = Atomic(0)
/// The signal that waits for them; 0 for none.
private let waiting = Atomic<CInt>(0)
nonisolated(unsafe) private var beforeEnd: (@convention(c) () -> Void)?
/// Written where Ctrl-C ends the program.
nonisolated(unsafe) private var farewellText: UnsafeMutableRawBufferPointer?

private func handle(_ ending: CInt) {
    if ending != SIGTSTP, deferring.load(ordering: .sequentiallyConsistent) > 0 {
        waiting.store(ending, ordering: .sequentiallyConsistent)
        return
    }
    if let first = unsafe beforeEnd { first() }
    if ending == SIGINT, let text = unsafe farewellText {
        _ = unsafe write(2, text.baseAddress, text.count)
    }
    signal(ending, SIG_DFL)
    raise(ending)
}
