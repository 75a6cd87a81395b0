import AuditLog
import TestSupport
import Testing

@Suite struct BatchSizeTests {
    /// Not even the least favourable secret tells these apart.
    @Test(arguments: [0.5, 0.5000001, 0.75, 0.9999999]) func batch_size_equal_for_0_1_8_127_pending(u: Double)
    {
        for bump in [false, true] {
            let sizes = [0, 1, 8, 127].map {
                BatchSize.choose(pending: $0, publicEntries: 0, u: u, bump: bump)
            }
            #expect(Set(sizes) == [bump ? 2048 : 256])
        }
    }

    @Test(arguments: [
        (127, 0, 0.5, 256 as UInt64), (128, 0, 0.5, 2048), (254, 0, 0.9999999, 256),
        (255, 0, 0.9999999, 2048),
        (127, 1, 0.5, 256), (128, 1, 0.5, 2048), (0, 255, 0.5, 256), (1, 255, 0.5, 2048), (1, 300, 0.5, 2048),
        (100_000, 0, 0.9, 131_072), (100_000, 0, 0.7, 1_048_576),
    ]) func is_the_smallest_that_holds(pending: Int, publicEntries: Int, u: Double, size: UInt64) {
        #expect(BatchSize.choose(pending: pending, publicEntries: publicEntries, u: u, bump: false) == size)
        let bumped = BatchSize.choose(pending: pending, publicEntries: publicEntries, u: u, bump: true)
        #expect(bumped == 8 * size)
    }

    @Test func steps_are_256_times_powers_of_8() {
        let steps = (0..<64).map { UInt64(1) << UInt64($0) }.filter(BatchSize.isStep)
        #expect(steps.prefix(4) == [256, 2048, 16_384, 131_072])
        #expect(![0, 1, 255, 257, 512, 1024, 4096, .max].contains(where: BatchSize.isStep))
    }

    /// Somebody fills epochs with own reports and asks whether one more, a stranger's, shows in the size.
    @Test(arguments: [100, 127, 128, 160, 200, 254]) func probe_attack_advantage_small(own: Int) {
        let epochs = 100_000
        var random = SeededGenerator(seed: UInt64(own))
        var with = 0
        var without = 0
        for epoch in 0..<epochs {
            // Equally spread secrets, so that chance does not hide what there is to see.
            let golden = Double(epoch) * 0.618_033_988_749_895
            let u = 0.5 + (golden - golden.rounded(.down)) / 2
            let bump = random.next() % 64 == 0
            if BatchSize.choose(pending: own, publicEntries: 0, u: u, bump: bump) != 256 { without += 1 }
            if BatchSize.choose(pending: own + 1, publicEntries: 0, u: u, bump: bump) != 256 { with += 1 }
        }
        #expect(with >= without)
        #expect(Double(with - without) / Double(epochs) <= 1.0 / 127)
    }
}
