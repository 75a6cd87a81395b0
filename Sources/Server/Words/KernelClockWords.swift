import Console
import Words

extension KernelClock {
    /// In words, for the operator.
    var meaning: Phrase {
        switch self {
        case .synchronised:
            Phrase(
                "kernel menyatakan ada yang menyelaraskannya; itu bukan bukti",
                "the kernel says that something keeps it synchronised, which proves nothing")
        case .unsynchronised:
            Phrase(
                "kernel menyatakan tidak ada yang menyelaraskannya",
                "the kernel says that nothing keeps it synchronised")
        case .unknown:
            Phrase(
                "kernel tidak menyatakan apakah jam diselaraskan",
                "the kernel does not say whether it is synchronised")
        }
    }
}
