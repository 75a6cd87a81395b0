extension WitnessOutcome {
    /// For the operator's line.
    var meaning: String {
        switch self {
        case .waiting: "not asked yet"
        case .cosigned: "cosigned"
        case .unreachable: "cannot be reached"
        case .refused(status: 404): "refuses: it does not know this log (404); give its operator log.vkey"
        case .refused(status: 403): "refuses: it does not take this log's key (403)"
        case .refused(let status): "refuses (\(status))"
        case .unusable: "answers without a cosignature of a witness that the site's description names"
        case .ahead(let size):
            "says to know \(size) entries, more than there are, and shows no checkpoint of this log's key for it"
        case .disputed:
            "says that a right proof does not hold, and shows no other checkpoint of this log's key"
        }
    }
}
