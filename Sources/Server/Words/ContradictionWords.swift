import Wire
package import Words

extension Contradiction.Holder {
    fileprivate var name: Phrase {
        switch self {
        case .witness(let url): Phrase("saksi \(url)", "the witness \(url)")
        case .evidence: .name("evidence.checkpoint")
        case .publishedFiles: Phrase("folder publish.directory", "the folder of publish.directory")
        }
    }
}

extension Contradiction: Explainable {
    /// Why nothing is signed any more, and the way out.
    package var failure: Failure {
        let what =
            isAhead
            ? Phrase(
                "ditandatangani kunci log ini; basis data berakhir pada \(stored)",
                "signed by this log's key; the database ends at \(stored)")
            : Phrase(
                "ditandatangani kunci log ini, dan tidak ada dalam basis data",
                "signed by this log's key, which the database does not have")
        return Failure(
            .configuration,
            Phrase(
                """
                \(holder.name.indonesian) memegang checkpoint \(size) entri, akar \(root.hex), \(what.indonesian): basis \
                data lama dikembalikan, atau server lain memegang kuncinya; tidak ada lagi yang ditandatangani. \
                \(wayOut.indonesian)
                """,
                """
                \(holder.name.english) holds a checkpoint of \(size) entries, root \
                \(root.hex), \(what.english): an older database was put back, or another server has the key; nothing \
                is signed any more. \(wayOut.english)
                """),
            field: "--data")
    }
}
