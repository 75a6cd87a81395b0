package import Words

extension StoreError {
    /// For a store that another version of the programs wrote: which, and what to do with it; nil for every other error.
    ///
    /// Nothing is carried over from one to the next before version 1.0: such a store is refused, and stays as it is.
    package var ofAnotherVersion: Phrase? {
        guard case .version(let found, let supported) = self else { return nil }
        return found < supported
            ? Phrase(
                """
                basis data ditulis versi program yang lebih lama (skema \(found), program ini memakai \(supported)) dan \
                tidak diubah: jalankan dengan program yang membuatnya, atau mulai log baru dengan 'kentongand init'
                """,
                """
                the database was written by an older version of the programs (schema \(found), this one keeps \
                \(supported)) and is left as it is: run it with the program that made it, or begin a new log with \
                'kentongand init'
                """)
            : Phrase(
                """
                basis data ditulis versi program yang lebih baru (skema \(found), program ini memakai \(supported)) dan \
                tidak diubah: pasang versi program itu
                """,
                """
                the database was written by a newer version of the programs (schema \(found), this one keeps \
                \(supported)) and is left as it is: install that version
                """)
    }
}
