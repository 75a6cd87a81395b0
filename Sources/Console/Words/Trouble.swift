package import Words

/// What can be wrong with a site, beside what an audit finds false: the codes of `status`, of the monitor and of the
/// runbook.
///
/// The order is that of causes: what stands first explains what stands behind it, and is told first.
package enum Trouble: String, CaseIterable, Sendable {
    /// A file of the store is damaged or missing.
    case storeCorrupt = "store_corrupt"
    /// No server starts: there is no guard.
    case guardMissing = "guard_missing"
    /// No server starts: the guard is not as it was written, or of another log.
    case guardUnreadable = "guard_unreadable"
    /// No server starts: an old database was put back.
    case guardAhead = "guard_ahead"
    /// No server starts: the guard was lost or put back.
    case guardBehind = "guard_behind"
    /// No server starts: guard and database are of two histories.
    case guardDiffers = "guard_differs"
    /// No server starts: its settings are wrong.
    case configurationInvalid = "configuration_invalid"
    /// Whoever looks has a clock that does not agree with the log.
    case clock
    /// The server's clock is far ahead of its log: nothing is closed, nothing promised.
    case clockAhead = "clock_ahead"
    /// The newest epoch is still to come by the server's clock.
    case clockBehind = "clock_behind"
    /// Something answers that is not the site of the link.
    case notTheSite = "not_the_site"
    /// Nobody answers.
    case unreachable
    /// The connection stands, and not enough comes over it.
    case serverHung = "server_hung"
    /// Less of the disk is free than the reserve.
    case diskReserve = "disk_reserve"
    /// No epoch was ever published.
    case noEpoch = "no_epoch"
    /// The newest epoch is too old.
    case late
    /// A configured witness does not cosign.
    case witness
    /// The quorum of witnesses was there, and is there no more.
    case quorumLost = "quorum_lost"
    /// New reports are refused.
    case intakeRefused = "intake_refused"
    /// The site's description runs out, or did.
    case descriptorExpires = "descriptor_expires"
    /// An agency's keys run out, or did.
    case agencyKeysExpire = "agency_keys_expire"
    /// The auditor attests no more.
    case auditorSilent = "auditor_silent"
    /// The log that was kept ended, and another follows it.
    case logFollowed = "log_followed"
    /// Keys, agencies, witnesses or the auditor changed, and nobody acknowledged it.
    case changed
    /// A change of who audits, witnesses or signs for an agency does not count yet.
    case changeUnsettled = "change_unsettled"
    /// Epochs were never cut.
    case epochsSkipped = "epochs_skipped"
    /// Not everything could be checked.
    case incomplete

    /// Whether its words name a day of their own, beside which it does not matter when somebody saw it first.
    package var isDated: Bool {
        switch self {
        case .descriptorExpires, .agencyKeysExpire, .changed, .changeUnsettled: true
        default: false
        }
    }

    /// What to do about it first, in one clause; docs/runbook.md has the rest under the code.
    package var remedy: Phrase {
        switch self {
        case .storeCorrupt:
            Phrase(
                "hentikan server, salin seluruh folder data sebelum apa pun, lalu ikuti runbook",
                "stop the server, copy the whole data directory before anything else, then follow the runbook"
            )
        case .guardMissing, .guardUnreadable, .guardBehind, .guardDiffers:
            Phrase(
                "jangan tulis penjaga baru; cari basis data terbaru, atau kentongand recover dengan kunci akar",
                "write no other guard; find the newest database, or kentongand recover with the root key")
        case .guardAhead:
            Phrase("kembalikan basis data terbaru", "put the newest database back")
        case .configurationInvalid:
            Phrase("perbaiki, lalu kentongand config check", "put it right, then kentongand config check")
        case .clock:
            Phrase(
                "bandingkan jam komputer ini dengan telepon, lalu jam server",
                "compare this computer's clock with a telephone, then the server's")
        case .clockAhead:
            Phrase(
                "cocokkan jam server; bila benar, jalankan satu kali dengan --accept-clock",
                "compare the server's clock with another one; if it is right, start once with --accept-clock")
        case .clockBehind:
            Phrase(
                "cocokkan jam server; bila benar, tunggu", "compare the server's clock; if it is right, wait")
        case .notTheSite:
            Phrase(
                "bandingkan tautan dengan poster; jangan memakai situs itu sebelum jelas",
                "compare the link with a poster; do not use that site before it is clear")
        case .unreachable:
            Phrase(
                "coba dari tempat lain; lalu jaringan, Tor, dan systemctl status kentongand",
                "try from elsewhere; then network, Tor, and systemctl status kentongand")
        case .serverHung:
            Phrase(
                "di server: systemctl status kentongand, beban dan diska; bila perlu systemctl restart kentongand",
                "on the server: systemctl status kentongand, load and disk; systemctl restart kentongand if need be"
            )
        case .diskReserve:
            Phrase("beri ruang pada diska server", "make room on the server's disk")
        case .noEpoch:
            Phrase("lihat kentongand status di server", "look at kentongand status on the server")
        case .late:
            Phrase(
                "di server: kentongand status (mati, diska penuh, jam salah, menunggu saksi)",
                "on the server: kentongand status (stopped, disk full, clock wrong, waiting for a witness)")
        case .witness:
            Phrase("hubungi pengelola saksi itu", "call who runs that witness")
        case .quorumLost:
            Phrase(
                "kentongand status menyebut saksi yang hilang; hubungi pengelolanya",
                "kentongand status names the witnesses that are missing; call who runs them")
        case .intakeRefused:
            Phrase(
                "lihat batas [admission] dan banjir laporan",
                "look at the limits of [admission] and for a flood")
        case .descriptorExpires:
            Phrase(
                "pemegang kunci akar menjalankan kentongand renew, lalu kentongand adopt di server",
                "the holder of the root key runs kentongand renew, and then kentongand adopt on the server")
        case .agencyKeysExpire:
            Phrase(
                "instansi itu memperbaruinya: kentongan-review keys renew",
                "that agency renews them: kentongan-review keys renew")
        case .auditorSilent: Phrase("hubungi auditor", "call the auditor")
        case .logFollowed:
            Phrase("tanyakan sebabnya kepada pengelola", "ask the operator why")
        case .epochsSkipped:
            Phrase("cari tahu mengapa server mati waktu itu", "find out why the server was off then")
        case .changed, .changeUnsettled:
            Phrase(
                "tanyakan kepada pemiliknya lewat jalan lain", "ask whose they are by another way")
        case .incomplete:
            Phrase("pakai versi program yang lebih baru", "use a newer version of this program")
        }
    }
}
