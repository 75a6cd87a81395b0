import ArgumentParser

/// Reads an option's number; what is none, or none of the range, is refused with the range.
package func whole<Number: FixedWidthInteger & Sendable>(
    _ range: ClosedRange<Number>
) -> @Sendable (String) throws -> Number {
    { text in
        guard let number = Number(text), range.contains(number) else {
            throw ValidationError(ArgumentWords.range("\(range.lowerBound)", "\(range.upperBound)"))
        }
        return number
    }
}
