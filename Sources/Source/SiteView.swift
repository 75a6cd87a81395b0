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
    private let now: UInt64

    /// Throws where the descriptor's log key is none; `now` is the own clock, seconds since 1970.
    package init(_ site: TrustedSite, now: UInt64) throws(Failure) {
        self.site = site
        self.now = now
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
        let view = try SiteView(connection.site, now: environment.now())
        if let failure = view.untimely(environment.dialogue.language), failure.kind != .stale {
            throw failure
        }
        return view
    }

    /// Why nothing would be sealed to this site now; nil where its times are right.
    package func untimely(_ language: Language) -> Failure? {
        Failure(site.timeliness(at: now), now: now, language: language)
    }

    /// 1 where the site shows nothing new for too long, else 0.
    package var exitCode: Int32 { untimely(.english)?.kind.rawValue ?? 0 }

    /// Writes the descriptor, which was held against the link: receipts are checked against it later.
    ///
    /// - Parameter path: a new file.
    /// - Throws: `outputExists` for a path that is taken; `inputOutput` where it cannot be written.
    package func saveDescriptor(to path: String) throws(Failure) {
        let option = SourceOption.saveDescriptor
        guard let bytes = try? site.descriptor.encoded() else {
            throw Failure(SavingError.descriptor, option: option)
        }
        try Files.create(path, bytes, secret: false, field: option)
    }

    /// Agencies, the descriptor's serial, the log's key, the witnesses' quorum, the newest checkpoint.
    package var json: JSON {
        [
            "agencies": .array(
                site.descriptor.agencies.map {
                    ["code": .line($0.code), "name": .line($0.name), "does": JSON($0.kind)]
                }),
            "descriptor_serial": JSON(UInt64(site.descriptor.serial)), "log_vkey": .line(vkey),
            "witness_quorum": JSON(UInt64(site.descriptor.quorum)),
            "witnesses_outside_government": JSON(UInt64(site.descriptor.witnessesOutsideGovernment.count)),
            "timely": .bool(site.timeliness(at: now) == .timely),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = [
            "\(SiteText.site(language)) \(Foreign(site.descriptor.origin))", SiteText.readers(language),
        ]
        lines += site.descriptor.agencies.map {
            "  \(Foreign($0.code))  \(Foreign($0.name)): \($0.kind.does(language))"
        }
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
        if site.descriptor.witnessesOutsideGovernment.isEmpty { lines.append(SiteText.noOutsider(language)) }
        if let failure = untimely(language) { lines.append(failure.message) }
        return lines.joined(separator: "\n")
    }
}
