import Testing
import Words

@Suite struct RegionTests {
    @Test func thereAreAsManyAsInTheLand() {
        #expect(Region.all.count { $0.kind == .province } == 38)
        #expect(Region.all.count { $0.kind != .province } == 514)
        #expect(Set(Region.all.map(\.code)).count == 552)
        #expect(Region.all.allSatisfy { ["WIB", "WITA", "WIT"].contains($0.zone.name.indonesian) })
        #expect(Region.of("62.06")?.title == "Kabupaten Katingan, Kalimantan Tengah")
        #expect(Region.of("62.71")?.title == "Kota Palangkaraya, Kalimantan Tengah")
        #expect(Region.of("64.01")?.zone.minutes == 480 && Region.of("96.71")?.name == "Sorong")
        #expect(Region.of("64.11")?.name == "Mahakam Ulu" && Region.of("91.20")?.name == "Mamberamo Raya")
        #expect(Region.of("62.6") == nil)
    }

    @Test(
        arguments: [
            ("katingan", "62.06"), ("KATINGAN", "62.06"), ("kab. katingan", "62.06"), ("Kating", "62.06"),
            ("Seruyan, Kalteng", "62.07"), ("Kalimantan Tengah, Seruyan", "62.07"),
            ("palangka raya", "62.71"),
            ("kalteng", "62"), ("Provinsi Jambi", "15"), ("Kota Jambi", "15.71"), ("kota solok", "13.72"),
            ("balai desa di Tumbang Samba, Kab. Katingan", "62.06"), ("pendopo Seruyan", "62.07"),
            ("kabupaten bandung", "32.04"), ("DIY", "34"), ("pulang pisau", "62.11"), ("landak", "61.08"),
        ])
    func oneIsMeant(_ typed: String, _ code: String) {
        guard case .one(let region) = RegionSearch(typed) else {
            Issue.record("\(typed): \(RegionSearch(typed))")
            return
        }
        #expect(region.code == code)
    }

    @Test(arguments: [
        ("bandung", ["32.04", "32.73"]), ("solok", ["13.02", "13.72"]),
        ("barito", ["62.04", "62.05", "62.13", "63.04"]),
    ])
    func severalMayBeMeant(_ typed: String, _ codes: [String]) {
        guard case .several(let regions) = RegionSearch(typed) else {
            Issue.record("\(typed): \(RegionSearch(typed))")
            return
        }
        #expect(codes.allSatisfy { code in regions.contains { $0.code == code } })
    }

    @Test(arguments: [
        "", "Kota Contoh", "rumah batu di tepi jalan", "balai desa di pesisir", "???", "Kuala Pembuang",
        "kota",
        String(repeating: "katingan ", count: 5_000) + "x", "кота", "\u{202e}",
    ])
    func othersNameNone(_ typed: String) {
        let found = RegionSearch(typed)
        #expect(found == .none || typed.count > 1_000)
    }
}
