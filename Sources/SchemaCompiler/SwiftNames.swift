/// `like_this` to `likeThis`.
func swiftName(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.dropFirst().reduce(String(words.first ?? "")) { $0 + capitalised($1) }
}

/// `like_this` to `LikeThis`.
func swiftTypeName(_ name: String) -> String {
    name.split(separator: "_").reduce("") { $0 + capitalised($1) }
}

/// A name where it is declared: in backticks where Swift has the word for itself.
func declaredName(_ name: String) -> String {
    let name = swiftName(name)
    return keywords.contains(name) ? "`\(name)`" : name
}

private func capitalised(_ word: some StringProtocol) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
}

private let keywords: Set<String> = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do",
    "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
    "import", "in",
    "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol",
    "public",
    "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw",
    "throws",
    "true", "try", "typealias", "var", "where", "while",
]
