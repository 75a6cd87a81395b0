package import Words

/// What the program says beside its page.
package enum DeskEnding {
    /// How to come to the page.
    package static func begun(isOpened: Bool) -> Phrase {
        isOpened
            ? Phrase(
                "Meja dibuka di peramban. Alamat di atas berlaku sekali; jangan berikan kepada siapa pun.",
                "The desk opens in the browser. The address above is good once; give it to nobody.")
            : Phrase(
                "Buka alamat di atas di peramban komputer ini. Alamat itu berlaku sekali; jangan berikan kepada siapa pun.",
                "Open the address above in a browser of this computer. It is good once; give it to nobody.")
    }

    /// Why it ended; nil for a signal.
    package static func ended(_ ending: DeskActivity.Ending?, minutes: Int) -> Phrase {
        switch ending {
        case .idle:
            Phrase(
                "Meja ditutup: \(minutes) menit tidak dipakai.",
                "The desk is closed: it was not used for \(minutes) minutes.")
        case .closed: Phrase("Meja ditutup dari halamannya.", "The desk was closed in its page.")
        case nil: Phrase("Meja ditutup.", "The desk is closed.")
        }
    }
}
