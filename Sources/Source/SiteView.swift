package import AuditLog
import Cases
package import Console
import TransparencyLog
package import Verification
package import Visit
import Wire
package import Words

/// A site as it shows itself to anyone.
package struct SiteView: Equatable, Sendable {
    private let seen: SeenSite
    private let vkey: String
    private let now: UInt64

    /// Throws where the descriptor's log key is none; `now` is the own clock, seconds since 1970.
    package init(_ seen: SeenSite, now: UInt64) throws(VerificationError) {
        self.seen = seen
        self.now = now
        let site = seen.site
        do { vkey = try site.descriptor.logKey().vkey } catch { throw .site(.logKey(error)) }
    }

    private var site: TrustedSite { seen.site }

    /// Looks, and visits with decoys: the same cells as whoever reports something.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - environment: clock, randomness and person.
    ///   - show: called where the visit has to wait, with what the look showed: nobody has to wait for that.
    /// - Returns: the site, also where it shows nothing new for too long.
    /// - Throws: `VerificationError` where it is not reached or not the link's; `UntimelySite` where it is
    ///   ahead of the clock.
    package static func visit(
        _ address: SiteAddress, environment: Environment, show: (SiteView) -> Void = { _ in }
    ) async throws -> SiteView {
        let visits = CommandVisits(address, environment: environment)
        let began = environment.now()
        let seen = try await visits.look()
        let view = try SiteView(seen, now: environment.now())
        if environment.dialogue.isInteractive, address.pace.departure > 0 { show(view) }
        try await visits.decoy(behind: seen, began: began)
        if let untimely = view.untimely, case .ahead = untimely { throw untimely }
        return view
    }

    /// Why nothing would be sealed to this site now; nil where its times are right.
    package var untimely: UntimelySite? { UntimelySite(seen, now: now) }

    /// Why a report to all its agencies would not be sealed; nil where each has been there for seven days, or has the word
    /// of who was.
    package var unsettled: UnsettledSite? {
        UnsettledSite(seen, readers: site.descriptor.agencies.map(\.code))
    }

    /// 1 where the site shows nothing new for too long, 3 where somebody in it is too new, else 0.
    package var exitCode: Int32 {
        if let untimely, case .stale = untimely { return untimely.kind.rawValue }
        return unsettled == nil ? 0 : 3
    }

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
                site.descriptor.agencies.map {
                    ["code": .line($0.code), "name": .line($0.name), "does": JSON($0.kind)]
                }),
            "descriptor_serial": JSON(UInt64(site.descriptor.serial)), "log_vkey": .line(vkey),
            "witness_quorum": JSON(UInt64(site.descriptor.quorum)),
            "witnesses_outside_government": JSON(UInt64(site.descriptor.witnessesOutsideGovernment.count)),
            "timely": .bool(seen.timeliness(at: now) == .timely),
            "settled": .bool(unsettled == nil),
            "changed_agencies": .array(seen.standing.changed.map { .line($0) }),
            "joined_agencies": .array(seen.standing.joined.map { .line($0) }),
            "expires": .string(ExpiryText.day(site.descriptor.notAfter)),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = [
            "\(SiteText.site(language)) \(Foreign(site.descriptor.origin))", SiteText.readers(language),
        ]
        lines += site.descriptor.agencies.map {
            "  \(Foreign($0.code))  \(Foreign($0.name)): \($0.powers(language))"
        }
        lines.append("\(SiteText.log(language)):\n  \(Foreign(vkey))")
        let size = site.checkpoint.checkpoint.size
        lines.append(SiteText.entries(size)(language))
        switch seen.freshness {
        case .witnessed(let time):
            lines.append(
                "\(SiteText.witnessed(language)) \(CivilTime.text(time, in: site.descriptor.zone)(language))")
        case .byOperator(let scheduled):
            lines.append(SubmissionText.notWitnessed(language))
            lines.append(
                "\(SiteText.scheduled(language)) \(CivilTime.text(scheduled, in: site.descriptor.zone)(language))"
            )
        }
        let expiry = SiteExpiry(site.descriptor, keys: site.keys)
        lines.append(expiry.all.map { $0.sentence(at: now)(language) }.joined(separator: "; "))
        if site.descriptor.witnessesOutsideGovernment.isEmpty { lines.append(SiteText.noOutsider(language)) }
        lines += ([seen.youth(at: now)].compactMap { $0 } + seen.newcomers(at: now)).map { $0(language) }
        if let untimely { lines.append(untimely.failure.text(language)) }
        if let unsettled { lines.append(unsettled.failure.text(language)) }
        return lines.joined(separator: "\n")
    }
}
