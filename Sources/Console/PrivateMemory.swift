import CLinux

/// What a process holds in memory: codenames, typed words, keys.
package enum PrivateMemory {
    /// From here on nothing of it leaves this process: no core dump, no crash report with registers, no other process
    /// of the same user that reads it.
    ///
    /// It is the first thing that a program does (`status(of:)`).
    package static func begin() { kentongan_keep_memory_private() }

    /// Whether memory can be kept from the swap space, as codenames and seeds are where it can.
    package static var canBeLocked: Bool { kentongan_can_lock_memory() == 1 }

    /// Whether it began.
    package static var isKept: Bool { kentongan_is_memory_readable() == 0 }
}
