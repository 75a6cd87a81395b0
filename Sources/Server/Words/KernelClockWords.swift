import Console

extension KernelClock {
    /// In words, for the operator.
    var meaning: String {
        switch self {
        case .synchronised: "the kernel says that something keeps it synchronised, which proves nothing"
        case .unsynchronised: "the kernel says that nothing keeps it synchronised"
        case .unknown: "the kernel does not say whether it is synchronised"
        }
    }
}
