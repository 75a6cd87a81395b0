import CLinux

/// The memory that a long-lived program has freed.
package enum HeapMemory {
    /// Gives the system back what is free: after a flood a server takes as much as before it.
    ///
    /// Takes some milliseconds.
    package static func giveBack() { kentongan_give_memory_back() }
}
