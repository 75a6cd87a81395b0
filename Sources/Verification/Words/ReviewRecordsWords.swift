package import Cases
package import Words

extension Failure {
    /// What the site gives and the log cannot hold is `untrusted`; an id that names no report is `badInput`.
    package init(_ error: ReviewRecordsError) {
        switch error {
        case .unencodable(let index, let error):
            self.init(
                .untrusted,
                Phrase(
                    "pembuka di entri \(index) tidak dapat disandikan: \(reason: error)",
                    "the opening at \(index) does not encode: \(error)"))
        case .notAnID(let count):
            let shortest = ReviewRecords.shortestPrefix
            self.init(
                .badInput,
                Phrase(
                    "ID: \(count) huruf, batas \(shortest) sampai 64 huruf 0-9 dan a-f",
                    "ID: \(count) characters, limit \(shortest) to 64 hexadecimal digits"),
                field: "ID", limit: UInt64(shortest))
        case .noReport(let digits):
            self.init(
                .badInput,
                Phrase(
                    "ID: tidak ada laporan terbit untuk instansi Anda yang diawali \(digits)",
                    "ID: no published report that your agency was given begins with \(digits)"),
                field: "ID")
        case .several(let count, let digits):
            self.init(
                .badInput,
                Phrase(
                    "ID: \(count) laporan diawali \(digits); tulis lebih panjang",
                    "ID: \(count) reports begin with \(digits); give more digits"), field: "ID",
                limit: 1)
        }
    }
}
