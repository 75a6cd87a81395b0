/// How a witness answered last.
package enum WitnessOutcome: Equatable, Sendable {
    /// Not asked since the start.
    case waiting
    case cosigned
    case unreachable
    case refused(status: Int)
    /// It answered with something that is no answer, or with no cosignature of a witness of the site.
    case unusable
    /// It says to know a larger log, and shows nothing that this log's key signed.
    case ahead(UInt64)
    /// It says that a right proof does not hold.
    case disputed

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1)
        switch (parts.first, parts.dropFirst().first) {
        case ("waiting", nil): self = .waiting
        case ("cosigned", nil): self = .cosigned
        case ("unreachable", nil): self = .unreachable
        case ("unusable", nil): self = .unusable
        case ("disputed", nil): self = .disputed
        case ("refused", let status?):
            guard let status = Int(status) else { return nil }
            self = .refused(status: status)
        case ("ahead", let size?):
            guard let size = UInt64(size) else { return nil }
            self = .ahead(size)
        default: return nil
        }
    }

    /// One word, for the status file and for scripts.
    var word: String {
        switch self {
        case .waiting: "waiting"
        case .cosigned: "cosigned"
        case .unreachable: "unreachable"
        case .refused(let status): "refused:\(status)"
        case .unusable: "unusable"
        case .ahead(let size): "ahead:\(size)"
        case .disputed: "disputed"
        }
    }
}
