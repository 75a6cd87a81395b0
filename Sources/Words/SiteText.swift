/// What a site shows to anyone: the names of its facts.
package enum SiteText {
    /// The log's origin.
    package static let site = Phrase("Situs", "Site")
    /// Code and name of each agency follow, one a line.
    package static let readers = Phrase(
        "Instansi yang dapat membaca laporan:", "Agencies that can read reports:")
    /// The log's key as a C2SP vkey.
    package static let log = Phrase("Kunci catatan publik", "Key of the public log")
    /// The log's size and its newest epoch.
    package static let entries = Phrase("Entri", "Entries")
    /// The time of the checkpoint's quorum of cosignatures.
    package static let witnessed = Phrase(
        "Disaksikan para saksi sejak", "Seen by a quorum of witnesses since")
    /// The time for which the newest epoch was scheduled; said where no quorum signed it.
    package static let scheduled = Phrase("Epoch terakhir dijadwalkan pada", "The last epoch was due at")
}
