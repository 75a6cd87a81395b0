import Wire
package import Words

extension Contradiction.Holder {
    fileprivate var name: String {
        switch self {
        case .witness(let url): "the witness \(url)"
        case .evidence: "evidence.checkpoint"
        case .publishedFiles: "the folder of publish.directory"
        }
    }
}

extension Contradiction: Explainable {
    /// Why nothing is signed any more, and the way out.
    package var failure: Failure {
        let what =
            isAhead
            ? "signed by this log's key; the database ends at \(stored)"
            : "signed by this log's key, which the database does not have"
        return Failure(
            .configuration,
            """
            \(holder.name) holds a checkpoint of \(size) entries, root \
            \(root.hex), \(what): an older database was put back, or another server has the key; nothing \
            is signed any more. \(wayOut)
            """,
            field: "--data")
    }
}
