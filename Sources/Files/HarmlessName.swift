/// A file name from a stranger, made harmless: no folder, no hidden file, no tricks of direction or case.
///
/// Only ASCII letters, digits, `.`, `-` and `_` stay; the number in front keeps names apart and says their order.
package enum HarmlessName {
    /// Characters behind the number, at most.
    package static let limit = 60

    /// `03-foto_spanduk.jpg`.
    ///
    /// - Parameters:
    ///   - name: the stranger's, of any length and content.
    ///   - number: from 1.
    /// - Returns: the number in two digits or more, `-`, and what stays of the name, or `file`.
    package static func safe(_ name: String, number: Int) -> String {
        let digits = number < 10 ? "0\(number)" : "\(number)"
        return "\(digits)-\(harmless(name))"
    }

    private static func harmless(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            if isAllowed(scalar) {
                text.unicodeScalars.append(scalar)
            } else if text.last != "_" {
                text += "_"
            }
        }
        text = String(text.drop(while: isEdge))
        while let last = text.last, isEdge(last) { text.removeLast() }
        // A name without a letter of ours keeps what says how to open it.
        if !text.isEmpty, let dot = name.lastIndex(of: "."), dot != name.startIndex,
            text == name[dot...].dropFirst()
        {
            text = "file.\(text)"
        }
        text = shortened(text)
        return text.isEmpty ? "file" : isReserved(text) ? "_" + text : text
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
        default: false
        }
    }

    /// What no name starts or ends with: hidden files, options, and what Windows drops.
    private static func isEdge(_ character: Character) -> Bool {
        character == "." || character == "-" || character == "_"
    }

    /// Cuts before a short extension, which stays.
    private static func shortened(_ text: String) -> String {
        guard text.count > limit else { return text }
        guard let dot = text.lastIndex(of: "."), text[dot...].count <= 10 else {
            return String(text.prefix(limit))
        }
        let ending = text[dot...]
        return String(text[..<dot].prefix(limit - ending.count) + ending)
    }

    /// Windows' devices, with any extension.
    private static func isReserved(_ text: String) -> Bool {
        let stem = text.prefix { $0 != "." }.lowercased()
        if ["con", "prn", "aux", "nul"].contains(stem) { return true }
        return stem.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
            && stem.last?.isNumber == true
    }
}
