import CLinux

/// What a process holds in memory: codenames, typed words, keys.
package enum PrivateMemory {
    /// From here on nothing of it leaves this process: no core dump, no crash report with registers, no other process
    /// of the same user that reads it.
    ///
    /// It is the first thing that a program does (`status(of:)`).
    package static func begin() { kentongan_keep_memory_private() }

    /// Whether it began.
    package static var isKept: Bool { kentongan_is_memory_readable() == 0 }
}
