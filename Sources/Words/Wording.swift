/// A text of ours with values in it, each of which stands on one line whoever it came from.
///
/// Phrases and failures are made of it, so that no value can add a line, move the cursor or turn text round: what a
/// literal says is ours, what stands between `\(` and `)` may be anybody's.
package struct Wording: Equatable, Sendable, ExpressibleByStringInterpolation {
    /// The whole text.
    package let text: String

    /// Words of ours alone, which stay as they are.
    package init(stringLiteral text: String) { self.text = text }
    /// Words of ours with the values between them.
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Puts words and values together.
    package struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var text = ""

        /// Nothing is there yet.
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        /// Words of ours.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// A value, on one line.
        package mutating func appendInterpolation(_ value: String) { text += Foreign(value).description }

        /// A value, on one line.
        package mutating func appendInterpolation(_ value: Substring) { text += Foreign(value).description }

        /// A value, on one line.
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += Foreign(value.description).description
        }

        #if !hasFeature(Embedded)
            /// A value that has no description of its own, on one line.
            @_disfavoredOverload
            package mutating func appendInterpolation<Value>(_ value: Value) {
                text += Foreign(String(describing: value)).description
            }
        #endif

        /// Lines that are ours, or were made safe already: they stay as they are.
        package mutating func appendInterpolation(lines value: String) { text += value }
    }
}
