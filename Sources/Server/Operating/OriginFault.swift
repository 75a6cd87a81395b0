/// Why a text is no name of a log: a host name, and perhaps a path, without a scheme.
package enum OriginFault: Error, Equatable, Sendable {
    /// `https://…`, `kentongan://…`: a name is no address.
    case scheme
    /// The first part is no host name, in small letters.
    case host
    /// A port, a query, a fragment, white space, or another character that a name has not.
    case character(Character)
    /// A slash at the end, or two in a row, or a part that is `.` or `..`.
    case path

    /// Why a text will not do; nil where it is a log's name.
    package init?(_ origin: String) {
        guard !origin.contains("://") else {
            self = .scheme
            return
        }
        if let other = origin.first(where: { !Self.isAllowed($0) }) {
            self = .character(other)
            return
        }
        let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
        let labels = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard
            labels.allSatisfy({
                !$0.isEmpty && $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
                    && !$0.hasPrefix("-") && !$0.hasSuffix("-")
            })
        else {
            self = .host
            return
        }
        guard parts.dropFirst().allSatisfy({ !["", ".", ".."].contains($0) }) else {
            self = .path
            return
        }
        return nil
    }

    /// What RFC 3986 does not reserve, and the slash.
    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-._~/".contains(character))
    }
}
