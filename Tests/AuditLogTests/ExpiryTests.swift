import AuditLog
import TestSupport
import Testing
import Wire

@Suite struct ExpiryTests {
    private static let day: UInt64 = 86_400
    private static let end: UInt64 = 2_000_000_000

    @Test(
        arguments: [
            (22 * day, .distant, 22), (21 * day, .distant, 21), (21 * day - 1, .soon, 20),
            (7 * day, .soon, 7),
            (7 * day - 1, .pressing, 6), (day, .pressing, 1), (0, .pressing, 0),
        ] as [(UInt64, Expiry.Urgency, Int)])
    func before(_ left: UInt64, _ urgency: Expiry.Urgency, _ days: Int) {
        let expiry = Expiry(.descriptor, notAfter: Self.end)
        #expect(expiry.urgency(at: Self.end - left) == urgency)
        #expect(expiry.daysLeft(at: Self.end - left) == days)
    }

    @Test(arguments: [(1, -1), (day, -1), (day + 1, -2), (UInt64.max - end, Int.min)] as [(UInt64, Int)])
    func after(_ since: UInt64, _ days: Int) {
        let expiry = Expiry(.descriptor, notAfter: Self.end)
        #expect(expiry.urgency(at: Self.end + since) == .past)
        if days > .min { #expect(expiry.daysLeft(at: Self.end + since) == days) }
        #expect(expiry.daysLeft(at: Self.end + since) < 0)
    }

    /// What readers refuse and what is said to have run out are the same second.
    @Test func theFirstOfTheAgenciesCounts() {
        let descriptor = SiteDescriptor.sample {
            $0.notAfter = Self.end
            $0.agencies = ["bawaslu", "bkn"].map {
                Agency(code: $0, name: $0, kind: .notSaid, identity: PublicKey())
            }
        }
        let keys = [("bkn", Self.end + 5), ("bawaslu", Self.end + 5), ("orang", 1)].map { code, end in
            AgencyKeys.sample(code) { $0.notAfter = end }
        }
        let expiry = SiteExpiry(descriptor, keys: keys)
        // Keys of an agency that left do not count.
        #expect(expiry.agencyKeys == Expiry(.agencyKeys("bawaslu"), notAfter: Self.end + 5))
        #expect(expiry.all.map(\.notAfter) == [Self.end, Self.end + 5])
        #expect(expiry.due(at: Self.end - 30 * Self.day).isEmpty)
        #expect(expiry.urgency(at: Self.end - 30 * Self.day) == .distant)
        #expect(expiry.due(at: Self.end).count == 2)
        #expect(expiry.urgency(at: Self.end + 1) == .past)
        #expect(SiteExpiry(descriptor, keys: [AgencyKeys]()).agencyKeys == nil)
    }
}
