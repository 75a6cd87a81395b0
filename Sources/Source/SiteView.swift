package import AuditLog
package import Console
import Files
import TransparencyLog
package import Verification
import Wire
package import Words

/// A site as it shows itself to anyone.
package struct SiteView: Equatable, Sendable {
    private let site: TrustedSite
    private let vkey: String

    package init(_ site: TrustedSite) throws(Failure) {
        self.site = site
        do { vkey = try site.descriptor.logKey().vkey } catch {
            throw Failure(.untrusted, "\(error)", field: error.field)
        }
    }

    /// A visit of one cell.
    package static func visit(
        _ address: SiteAddress, environment: Environment
    ) async throws(Failure) -> SiteView {
        address.warnOfNetwork(environment.dialogue)
        let connection = try await SiteConnection.open(address, now: environment.now())
        await connection.close()
        return try SiteView(connection.site)
    }

    /// Writes the descriptor, which was held against the link: receipts are checked against it later.
    ///
    /// - Parameter path: a new file.
    package func saveDescriptor(to path: String) throws(Failure) {
        guard let bytes = try? site.descriptor.encoded() else {
            throw Failure(
                .inputOutput, "--save-descriptor: the descriptor cannot be written",
                field: "--save-descriptor")
        }
        try Files.create(path, bytes, secret: false, field: "--save-descriptor")
    }

    package var json: JSON {
        [
            "agencies": .array(
                site.descriptor.agencies.map { ["code": .string($0.code), "name": .string($0.name)] }),
            "descriptor_serial": JSON(UInt64(site.descriptor.serial)), "log_vkey": .string(vkey),
            "witness_quorum": JSON(UInt64(site.descriptor.quorum)),
        ]
    }

    package func text(_ language: Language) -> String {
        var lines = ["\(Text.site(language)) \(plain(site.descriptor.origin))", Text.readers(language)]
        lines += site.descriptor.agencies.map { "  \(plain($0.code))  \(plain($0.name))" }
        lines.append("\(Text.log(language)): \(plain(vkey))")
        let size = site.checkpoint.checkpoint.size
        lines.append("\(Text.entries(language)): \(size), epoch \(site.epoch.number)")
        switch site.freshness {
        case .witnessed(let time):
            lines.append("\(Text.witnessed(language)) \(CivilTime.wib(time)(language))")
        case .byOperator(let scheduled):
            lines.append(SubmissionText.notWitnessed(language))
            lines.append("\(Text.scheduled(language)) \(CivilTime.wib(scheduled)(language))")
        }
        return lines.joined(separator: "\n")
    }

    private enum Text {
        static let site = Phrase("Situs", "Site")
        static let readers = Phrase("Instansi yang dapat membaca laporan:", "Agencies that can read reports:")
        static let log = Phrase("Kunci catatan publik", "Key of the public log")
        static let entries = Phrase("Entri", "Entries")
        static let witnessed = Phrase("Disaksikan para saksi sejak", "Seen by a quorum of witnesses since")
        static let scheduled = Phrase("Epoch terakhir dijadwalkan pada", "The last epoch was due at")
    }
}
