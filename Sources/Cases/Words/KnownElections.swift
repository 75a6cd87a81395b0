// Generated from Protocol/elections.toml. Do not edit.
// swift-format-ignore-file
import Wire
import Words

extension ElectionCalendar {
    /// The elections that every program knows.
    package static let known = ElectionCalendar([
        Election(
            name: Phrase("Pemilu 2024", "General election 2024"), kinds: [.pilpres, .pilegDpr, .pilegDpd, .pilegDprdProv, .pilegDprdKabkota],
            begins: Date(year: 2022, month: 6, day: 14),
            nomination: Date(year: 2023, month: 10, day: 19),
            determined: Date(year: 2023, month: 11, day: 13),
            campaign: Date(year: 2023, month: 11, day: 28),
            quiet: Date(year: 2024, month: 2, day: 11),
            vote: Date(year: 2024, month: 2, day: 14),
            ends: Date(year: 2024, month: 3, day: 20)),
        Election(
            name: Phrase("Pilkada 2024", "Regional elections 2024"), kinds: [.pilgub, .pilbupPilwako],
            begins: Date(year: 2024, month: 1, day: 26),
            nomination: Date(year: 2024, month: 8, day: 27),
            determined: Date(year: 2024, month: 9, day: 22),
            campaign: Date(year: 2024, month: 9, day: 25),
            quiet: Date(year: 2024, month: 11, day: 24),
            vote: Date(year: 2024, month: 11, day: 27),
            ends: Date(year: 2024, month: 12, day: 16)),
    ])
}
