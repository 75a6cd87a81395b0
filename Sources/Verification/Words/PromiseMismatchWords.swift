package import Words

extension PromiseMismatch: Explainable {
    /// Of kind `badInput`.
    package var failure: Failure {
        switch self {
        case .otherLog(let promised, let log):
            Failure(
                .badInput,
                Phrase(
                    """
                    origin: janji ini dari catatan publik '\(plain(promised))', sedangkan catatan ini '\(plain(log))'; bila \
                    catatan baru menggantikan yang lama, janji yang belum ditepati saat yang lama berakhir dilanggar
                    """,
                    """
                    origin: the promise is one of the log '\(plain(promised))', and this is the log '\(plain(log))'; \
                    where a new log followed an old one, the promises that were open at the old one's end are broken
                    """),
                field: "origin")
        case .notSigned:
            Failure(
                .badInput,
                Phrase(
                    "promise: tidak ditandatangani kunci janji mana pun dalam keterangan situs ini",
                    "promise: not signed by any promise key that this log's descriptors name"),
                field: "promise")
        }
    }
}
