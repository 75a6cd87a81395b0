import Wire
import Words

extension Contradiction.Holder {
    fileprivate var name: String {
        switch self {
        case .witness(let url): "the witness \(url)"
        case .evidence: "evidence.checkpoint"
        case .publishedFiles: "the folder of publish.directory"
        }
    }
}

extension Failure {
    /// Why nothing is signed any more.
    init(_ found: Contradiction) {
        let what =
            found.isAhead
            ? "signed by this log's key; the database ends at \(found.stored)"
            : "signed by this log's key, which the database does not have"
        self.init(
            .configuration,
            """
            \(found.holder.name) holds a checkpoint of \(found.size) entries, root \
            \(found.root.hex), \(what): an older database was put back, or another server has the key; nothing \
            is signed any more. \(wayOut)
            """,
            field: "--data")
    }
}
