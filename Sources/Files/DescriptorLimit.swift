import Glibc

/// How many files, sockets among them, this process may have open.
package enum DescriptorLimit {
    /// Raises the limit as far as this process may.
    ///
    /// - Returns: the limit that holds now; 1,024, the usual one, where the system does not tell.
    package static func raised() -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        if unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) != 0 {
            limit.rlim_cur = before
        }
        return Int(clamping: limit.rlim_cur)
    }
}
