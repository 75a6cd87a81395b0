package import AuditLog
package import Console
import TransparencyLog
package import Verification
package import Visit
import Wire
package import Words

/// A site as it shows itself to anyone.
package struct SiteView: Equatable, Sendable {
    private let site: TrustedSite
    private let vkey: String
    private let now: UInt64

    /// Throws where the descriptor's log key is none; `now` is the own clock, seconds since 1970.
    package init(_ site: TrustedSite, now: UInt64) throws(VerificationError) {
        self.site = site
        self.now = now
        do { vkey = try site.descriptor.logKey().vkey } catch { throw .site(.logKey(error)) }
    }

    /// A visit of one cell.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - environment: clock and person.
    /// - Returns: the site, also where it shows nothing new for too long.
    /// - Throws: `VerificationError` where it is not reached or not the link's; `UntimelySite` where it is
    ///   ahead of the clock.
    package static func visit(_ address: SiteAddress, environment: Environment) async throws -> SiteView {
        address.warnOfNetwork(environment.dialogue)
        let connection = try await SiteConnection.connect(to: address, now: environment.now())
        await connection.close()
        let view = try SiteView(connection.site, now: environment.now())
        if let untimely = view.untimely, case .ahead = untimely { throw untimely }
        return view
    }

    /// Why nothing would be sealed to this site now; nil where its times are right.
    package var untimely: UntimelySite? { UntimelySite(site.timeliness(at: now), now: now) }

    /// 1 where the site shows nothing new for too long, else 0.
    package var exitCode: Int32 { untimely?.kind.rawValue ?? 0 }

    /// Writes the descriptor, which was held against the link: receipts are checked against it later.
    ///
    /// - Parameter path: a new file.
    /// - Throws: why it is not written; a path that is taken stays as it is.
    package func saveDescriptor(to path: String) throws(SavingError) {
        guard let bytes = try? site.descriptor.encoded() else {
            throw SavingError(.descriptor, .unencodable(detail: nil))
        }
        try SavedFile.descriptor.create(path, bytes)
    }

    /// Agencies, the descriptor's serial, the log's key, the witnesses' quorum, the newest checkpoint.
    package var json: JSON {
        [
            "agencies": .array(
                site.descriptor.agencies.map { ["code": .line($0.code), "name": .line($0.name)] }),
            "descriptor_serial": JSON(UInt64(site.descriptor.serial)), "log_vkey": .line(vkey),
            "witness_quorum": JSON(UInt64(site.descriptor.quorum)),
            "timely": .bool(site.timeliness(at: now) == .timely),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = [
            "\(SiteText.site(language)) \(Foreign(site.descriptor.origin))", SiteText.readers(language),
        ]
        lines += site.descriptor.agencies.map { "  \(Foreign($0.code))  \(Foreign($0.name))" }
        lines.append("\(SiteText.log(language)): \(Foreign(vkey))")
        let size = site.checkpoint.checkpoint.size
        lines.append("\(SiteText.entries(language)): \(size), epoch \(site.epoch.number)")
        switch site.freshness {
        case .witnessed(let time):
            lines.append("\(SiteText.witnessed(language)) \(CivilTime.wib(time)(language))")
        case .byOperator(let scheduled):
            lines.append(SubmissionText.notWitnessed(language))
            lines.append("\(SiteText.scheduled(language)) \(CivilTime.wib(scheduled)(language))")
        }
        if let untimely { lines.append(untimely.failure.text(language)) }
        return lines.joined(separator: "\n")
    }
}
