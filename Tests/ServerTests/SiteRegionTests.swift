@testable import Server
import Testing
import Wire

@Suite struct SiteRegionTests {
    @Test(
        arguments: [
            ("62", 420), ("62.07", 420), ("64.01", 480), ("6401", 480), ("62.07.01.2001", 420),
            ("91.71", 540),
        ] as [(String, UInt16)])
    func the_province_gives_the_zone(_ text: String, _ zone: UInt16) {
        let region = SiteRegion(text)
        #expect(region?.number == text)
        #expect(region?.timeZone == zone)
        #expect(region?.scheme == (text == "6401" ? .bps : .kemendagri))
    }

    @Test(arguments: [
        "", "6", "62.", ".07", "99.01", "62.7", "620", "62,07", "kalteng", "٦٢", "62.07.01.2001.99",
    ])
    func others_are_none(_ text: String) {
        #expect(SiteRegion(text) == nil)
    }
}
