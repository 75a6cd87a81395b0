import TestSupport
import Testing

@Suite struct GuesserTests {
    private static let kinds = (0..<120).map { $0 % 6 }

    /// A few lengths that come by chance, as those of a signature: all samples of one length are guessed alike, and an interval for
    /// guesses that do not lean on each other is left by one run in ten.
    @Test func what_comes_by_chance_tells_nothing() {
        var generator = SeededGenerator(seed: 11)
        let surprises = (0..<12).count { _ in
            let samples = Self.kinds.map { _ in
                var sample = Guesser.Sample()
                sample.sizes = (0..<2).map { _ in [70, 71, 71, 72].randomElement(using: &generator) ?? 0 }
                return sample
            }
            return Guesser.leaveOneOut(samples, kinds: Self.kinds, deals: 119).knowsMore
        }
        #expect(surprises <= 2)
    }

    @Test func what_goes_with_the_kind_is_found_and_named() {
        var generator = SeededGenerator(seed: 12)
        let samples = Self.kinds.map { kind in
            var sample = Guesser.Sample()
            sample.sizes = [1, kind == 2 ? 40 : kind == 3 ? 50 : 24]
            sample.times = [Double.random(in: 0..<1, using: &generator)]
            return sample
        }
        let verdict = Guesser.leaveOneOut(samples, kinds: Self.kinds)
        #expect(verdict.sizes.knowsMore && verdict.knowsMore && !verdict.times.knowsMore)
        #expect(verdict.tells.count == 1 && verdict.tells[0].hasPrefix("size 1: "))
    }
}
