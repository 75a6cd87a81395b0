/// An open `code` of the schema: numbers without a name are kept.
package protocol WireCode: WireMessage, RawRepresentable, Hashable, CaseIterable
where RawValue: FixedWidthInteger & UnsignedInteger & Sendable, AllCases == [Self] {
    /// The value of a number, whether it has a name or not.
    init(rawValue: RawValue)
    /// The value of the schema's name, or nil where it has no such name.
    init?(name: some StringProtocol)

    /// The schema's name, or nil where it has none for the number.
    var name: String? { get }
}
