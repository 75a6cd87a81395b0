import Foundation

/// How long people sit between a look and what they send: a model, after which decoys wait.
///
/// Nobody was measured for it. Half of all commands ask nothing behind the look. The other half are reports that somebody types: their time is log-normal,
/// with a median of 18 minutes, and a third of them take less than 14 minutes or more than 23. A site's real numbers
/// may differ; the wire then shows steps of three minutes in another mixture, and no more.
package enum TypingTime {
    /// Seconds.
    package static let median = 1_080.0
    /// Standard deviation of the logarithm.
    package static let spread = 0.6
    /// Of commands that ask something.
    package static let share = 0.5
    /// Nobody is waited for longer, in seconds.
    package static let most = 10_800.0

    /// Draws the seconds of one command.
    package static func drawn(_ random: @escaping (Int) -> [UInt8]) -> UInt64 {
        let chance = Chance(random)
        return chance.uniform() > share ? 0 : report(chance)
    }

    /// Draws the seconds of a report that somebody types.
    static func report(_ chance: Chance) -> UInt64 {
        UInt64(min(median * exp(spread * chance.normal()), most))
    }
}
