#if !hasFeature(Embedded)
    import COpenSSL

    #if canImport(Glibc)
        import Glibc
    #endif

    extension CryptoLibrary {
        static var pageSize: Int { Int(getpagesize()) }

        static func lock(_ pages: UnsafeMutableRawBufferPointer) {
            if let base = pages.baseAddress { unsafe mlock(base, pages.count) }
        }

        static func unlock(_ pages: UnsafeMutableRawBufferPointer) {
            if let base = pages.baseAddress { unsafe munlock(base, pages.count) }
        }

        static func erase(_ bytes: UnsafeMutableRawBufferPointer) {
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }

        /// Of the same length.
        static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
            unsafe CRYPTO_memcmp(left, right, left.count) == 0
        }
    }
#endif
