@testable import Source
import Testing
import Words

@Suite struct UploadProgressTests {
    private let length: UInt64 = 100 << 20

    @Test func tenthsAreToldWithRateAndTimeLeft() {
        var progress = UploadProgress()
        progress.arrived(0, of: length, at: 1_000)
        var told: [String] = []
        for percent in 1...100 {
            let text = progress.told(length / 100 * UInt64(percent), at: 1_000 + UInt64(percent) / 2)
            if let text { told.append(text.english) }
        }
        #expect(told.count == 9 || told.count == 10)
        #expect(told[4].hasPrefix("Attachments: 50 % of 104.9 MB, 2.2 MB a second, a moment left"))
    }

    @Test func aSlowLineIsToldEachMinute() {
        var progress = UploadProgress()
        progress.arrived(5 << 20, of: length, at: 0)
        #expect(progress.told(6 << 20, at: 59) == nil)
        let told = progress.told(7 << 20, at: 61)
        #expect(told?.indonesian == "Lampiran: 6 % dari 104,9 MB, 34,4 kB/detik, sekitar 47 menit lagi")
        #expect(progress.told(8 << 20, at: 70) == nil)
        // A new connection measures anew, and says nothing of what was said.
        progress.arrived(6 << 20, of: length, at: 400)
        #expect(progress.told(7 << 20, at: 401) == nil)
        #expect(
            progress.told(length, at: 402)?.english
                == "Attachments: 99 % of 104.9 MB, 49.3 MB a second, a moment left")
    }

    @Test func whatIsSmallIsNotCounted() {
        var progress = UploadProgress()
        progress.arrived(0, of: 31_744, at: 0)
        #expect(progress.told(31_744, at: 1) == nil)
        progress.arrived(9, of: 0, at: .max)
        #expect(progress.told(.max, at: 0) == nil)
    }

    /// What is tried for ten minutes is over then, however long each try took, and what is said of it is true.
    @Test func aTryThatTakesLongCountsAsLong() {
        var progress = UploadProgress()
        #expect(progress.delay(at: 1_000) == 1 && progress.minutesLeft == 10)
        #expect(progress.delay(at: 1_061) == 2 && progress.minutesLeft == 9)
        #expect(progress.delay(at: 1_540) == 4 && progress.minutesLeft == 1)
        #expect(progress.delay(at: 1_601) == nil)
        // With a byte of progress all of it begins anew.
        progress.arrived(9, of: length, at: 1_650)
        #expect(progress.delay(at: 1_700) == 1 && progress.minutesLeft == 10)
        // Tries that take no time are limited by what is waited between them.
        var count = 0
        while count < 1_000, progress.delay(at: 1_700) != nil { count += 1 }
        #expect((10...100).contains(count))
    }
}
