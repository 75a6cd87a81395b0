// Numbers that come from outside (wire, files, database, flags, clocks) may be any: what is reckoned with them stays
// at the edge of the type instead of ending the process. tools/checks/arithmetic.py asks for these.
extension FixedWidthInteger where Self: UnsignedInteger {
    /// What is left without `other`; 0 where that is more.
    @inlinable package func less(_ other: Self) -> Self {
        self > other ? self &- other : 0
    }

    /// The sum; the largest number where it would be larger.
    @inlinable package func plus(_ other: Self) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// The product; the largest number where it would be larger.
    @inlinable package func times(_ other: Self) -> Self {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
