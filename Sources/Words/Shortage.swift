package import Wire

/// What a server wants for, by the field that its refusal names (Protocol/README.md, section 11): said in words of
/// ours, whatever the server says of it.
package enum Shortage: String, CaseIterable, Sendable {
    /// The database is busy or locked.
    case store
    /// Room for reports and messages.
    case disk
    /// Room for attachments; text still has its own.
    case attachments
    /// Messages of one report that may wait for one epoch.
    case mailbox
    /// Attachments that are on their way at once.
    case uploads
    /// Somebody who confirms the site's clock, which is far ahead of its record.
    case clock
    /// Places for reports in the epoch: many are arriving.
    case room

    /// Nil where the status tells of something else.
    package init?(_ status: Status) {
        guard [.unavailable, .resourceExhausted].contains(status.code) else { return nil }
        self.init(rawValue: status.field)
    }

    /// Whether it may be over within minutes, so that a program may wait for it.
    package var isBrief: Bool { self == .store || self == .uploads }

    /// What it means, and when to try again.
    package var phrase: Phrase {
        switch self {
        case .store:
            Phrase(
                "situs sedang sibuk menyimpan; coba lagi beberapa menit lagi",
                "the site is busy storing; try again in a few minutes")
        case .disk:
            Phrase(
                "tempat penyimpanan situs penuh, dan kiriman ini tidak disimpan; coba lagi besok",
                "the site has no room left, and this was not kept; try again tomorrow")
        case .attachments:
            Phrase(
                "situs tidak punya tempat untuk lampiran; laporan tertulis tetap diterima. Coba kirim lampiran besok",
                "the site has no room for attachments; written reports are still taken. Try the attachments tomorrow"
            )
        case .mailbox:
            Phrase(
                "terlalu banyak kiriman untuk laporan ini belum terbit; coba lagi setelah penerbitan berikutnya",
                "too much of this report's waits to be published; try again after the next publication")
        case .uploads:
            Phrase(
                "terlalu banyak lampiran sedang dikirim ke situs ini; coba lagi beberapa menit lagi",
                "too many attachments are on their way to this site; try again in a few minutes")
        case .clock:
            Phrase(
                "jam situs jauh mendahului catatannya dan belum ada yang membenarkannya; tidak ada yang disimpan; "
                    + "coba lagi besok",
                "the site's clock is far ahead of its record and nobody confirms it; nothing was kept; try again tomorrow"
            )
        case .room: VisitText.crowded
        }
    }
}
