/// What a listener grants to one circuit of Tor's.
///
/// A source's connection has a circuit of its own, so these are for those who make many on one: a new circuit costs them Tor's
/// proof of work.
package struct CircuitLimits: Sendable, Equatable {
    /// Connections that are open at once.
    package var open: Int
    /// Connections within the window, those that have ended among them.
    package var made: Int
    /// For how long a connection counts; nothing of a circuit is known any longer behind its last one.
    package var window: Duration

    /// Creates limits.
    package init(open: Int = 8, made: Int = 64, window: Duration = .seconds(600)) {
        self.open = open
        self.made = made
        self.window = window
    }
}
