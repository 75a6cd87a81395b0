import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// Keys by which a source verifies what an agency signed before it had its newest ones.
@Suite struct OlderKeysTests {
    /// The second agency's keys of serial 0, 1 and 2, and the site that shows the last ones.
    private struct Sample {
        var site: SampleSourceSite
        var all: [AgencyKeys]

        init() throws {
            site = try SampleSourceSite()
            all = [site.readers[1].keys]
            for serial: UInt32 in 1...2 {
                let keys = try next(serial)
                all.append(keys)
                site.readers[1].keys = keys
                try site.close(UInt64(serial), PublicEntries(agencyKeys: [keys]))
            }
        }

        func next(_ serial: UInt32, change: (inout AgencyKeys) -> Void = { _ in }) throws -> AgencyKeys {
            var keys = all[Int(serial) - 1]
            keys.origin = site.origin
            keys.serial = serial
            keys.previous = sha256(try all[Int(serial) - 1].encoded())
            keys.acts = [try SigningKey(seed: sha256([UInt8(serial)])).publicKey]
            change(&keys)
            return try keys.signed(by: site.readers[1].identity, origin: keys.origin)
        }

        func acts(_ older: [AgencyKeys], at time: UInt64? = nil) throws -> [PublicKey] {
            try site.trusted().actKeys(of: "bkn", older: older, at: time)
        }
    }

    @Test func are_those_that_the_identity_signed() throws {
        let sample = try Sample()
        #expect(try sample.acts([]) == sample.all[2].acts)
        #expect(
            try sample.acts([sample.all[1], sample.all[0]])
                == sample.all[2].acts + sample.all[1].acts + sample.all[0].acts)
    }

    @Test func are_no_others() throws {
        let sample = try Sample()
        var forged = sample.all[0]
        forged.acts = [sha256([9])]
        let others = [
            forged, sample.site.readers[0].keys,
            // The newest ones name those just before them.
            try sample.next(1) { $0.acts = [sha256([8])] },
            // Not older.
            try sample.next(2) { $0.acts = [sha256([7])] },
            try sample.next(2) { $0.serial = 9 },
            try sample.next(1) { $0.origin = "lain.example/log" },
        ]
        for other in others { #expect(try sample.acts([other]) == sample.all[2].acts) }
        #expect(try sample.site.trusted().actKeys(of: "lain", older: sample.all) == [])
    }

    @Test func end_when_they_are_over() throws {
        let sample = try Sample()
        let end = sample.all[1].notAfter
        #expect(try sample.acts([sample.all[1]], at: end).count == 2)
        #expect(try sample.acts([sample.all[1]], at: end + 1) == sample.all[2].acts)
    }
}
