package import Words

/// Something in a text that may lead to who wrote it.
package enum StoryDoubt: Equatable, Sendable {
    /// Words about oneself, as they stand there, each once.
    case ownWords([String])
    /// 18 digits.
    case staffNumber
    /// 16 digits.
    case identityNumber
    case phoneNumber
    case mailAddress
    /// A link with parts that track; their names.
    case trackedLink([String])

    /// Looks through a text; nothing rests on it.
    package static func found(in text: String) -> [StoryDoubt] {
        var doubts: [StoryDoubt] = []
        let own = ownWords(in: text)
        if !own.isEmpty { doubts.append(.ownWords(own)) }
        let numbers = Numbers(text)
        if numbers.hasLength(18) { doubts.append(.staffNumber) }
        if numbers.hasLength(16) { doubts.append(.identityNumber) }
        if numbers.hasPhone { doubts.append(.phoneNumber) }
        if hasMailAddress(text) { doubts.append(.mailAddress) }
        let tracking = TrackedLinks(links(in: text)).removed
        if !tracking.isEmpty { doubts.append(.trackedLink(tracking)) }
        return doubts
    }

    /// What is said of numbers and addresses alone, in an answer that is no description.
    package static func numbers(in text: String) -> [Phrase] {
        found(in: text).filter { if case .ownWords = $0 { false } else { true } }.map { $0.text }
    }

    /// What is said of it.
    package var text: Phrase {
        switch self {
        case .ownWords(let words): InterviewText.ownWords(words)
        case .staffNumber: InterviewText.staffNumber
        case .identityNumber: InterviewText.identityNumber
        case .phoneNumber: InterviewText.phoneNumber
        case .mailAddress: InterviewText.mailAddress
        case .trackedLink(let names): InterviewText.trackedLink(names)
        }
    }

    private static func ownWords(in text: String) -> [String] {
        // A link's words are nobody's: `wa.me`.
        let words = text.split { $0.isWhitespace }.filter { !isAddress($0) }.joined(separator: " ")
            .lowercased().split { !$0.isLetter }.map(String.init)
        var found: [String] = []
        var taken = false
        for index in words.indices {
            let next = index + 1 < words.count ? words[index + 1] : ""
            var said: String?
            if places.contains(words[index]), owners.contains(next) {
                said = words[index] + " " + next
            } else if !taken, selves.contains(words[index]) {
                said = words[index]
            }
            taken = said?.holds(" ") == true
            if let said, !found.contains(said), found.count < 6 { found.append(said) }
        }
        return found
    }

    /// Words that are links, one a line.
    private static func links(in text: String) -> String {
        text.split { $0.isWhitespace }.filter { isLink($0) }.joined(separator: "\n")
    }

    /// A link, or one without its beginning, as people copy them.
    private static func isAddress(_ word: Substring) -> Bool {
        if isLink(word) { return true }
        let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].contains { $0 == "." }
    }

    private static func isLink(_ word: Substring) -> Bool { word.holds("://") || word.hasPrefix("www.") }

    private static func hasMailAddress(_ text: String) -> Bool {
        text.split { $0.isWhitespace }.contains { word in
            let parts = word.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && !parts[0].isEmpty && parts[1].dropFirst().contains { $0 == "." }
        }
    }

    private static let selves = [
        "saya", "aku", "kami", "sy", "my", "myself", "me", "our", "ourselves",
    ]
    private static let owners = ["saya", "kami", "aku", "sy"]
    private static let places = [
        "kantor", "ruang", "ruangan", "meja", "bidang", "seksi", "bagian", "sekolah", "kelas", "desa",
        "rumah",
        "atasan", "rekan", "teman", "suami", "istri", "grup", "tim", "unit", "dinas", "instansi", "hp",
        "ponsel",
        "komputer", "laptop", "jabatan", "kontrak",
    ]
}

/// The numbers in a text, which may be written with a space, a full stop or a hyphen between their digits.
private struct Numbers {
    private var all: [String] = []

    init(_ text: String) {
        var digits = ""
        var gap = false
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                digits.append(Character(Unicode.Scalar(byte)))
                gap = false
            } else if [0x20, 0x2d, 0x2e].contains(byte), !gap, !digits.isEmpty {
                gap = true
            } else {
                if !digits.isEmpty { all.append(digits) }
                (digits, gap) = ("", false)
            }
        }
        if !digits.isEmpty { all.append(digits) }
    }

    func hasLength(_ count: Int) -> Bool { all.contains { $0.utf8.count == count } }

    /// Of a mobile telephone in Indonesia: 08… or 62 8….
    var hasPhone: Bool {
        all.contains { number in
            number.hasPrefix("08") && (10...13).contains(number.utf8.count)
                || number.hasPrefix("628") && (11...14).contains(number.utf8.count)
        }
    }
}
