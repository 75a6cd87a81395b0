import Words

extension WitnessOutcome {
    /// For the operator's line.
    var meaning: Phrase {
        switch self {
        case .waiting: Phrase("belum ditanya", "not asked yet")
        case .cosigned: Phrase("menandatangani", "cosigned")
        case .unreachable: Phrase("tidak dapat dihubungi", "cannot be reached")
        case .refused(status: 404):
            Phrase(
                "menolak: tidak mengenal log ini (404); berikan log.vkey kepada pengelolanya",
                "refuses: it does not know this log (404); give its operator log.vkey")
        case .refused(status: 403):
            Phrase(
                "menolak: tidak menerima kunci log ini (403)",
                "refuses: it does not take this log's key (403)")
        case .refused(let status): Phrase("menolak (\(status))", "refuses (\(status))")
        case .unusable:
            Phrase(
                "menjawab tanpa tanda tangan saksi yang disebut keterangan situs",
                "answers without a cosignature of a witness that the site's description names")
        case .ahead(let size):
            Phrase(
                "mengaku tahu \(size) entri, lebih dari yang ada, tanpa menunjukkan checkpoint dari kunci log ini",
                "says to know \(size) entries, more than there are, and shows no checkpoint of this log's key for it"
            )
        case .disputed:
            Phrase(
                "menyatakan bukti yang benar tidak sah, tanpa menunjukkan checkpoint lain dari kunci log ini",
                "says that a right proof does not hold, and shows no other checkpoint of this log's key")
        }
    }
}
