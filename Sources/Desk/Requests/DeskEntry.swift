import Primitives
import Synchronization
import Wire

/// Who may use a desk: the one browser that came with the token of its address.
///
/// Three secrets, each drawn when it is needed. The *token* stands in the address and is void once it was used. The *cookie* is
/// what the browser got for it, under a name of this desk's own: cookies do not keep ports apart, so that two desks of one
/// browser would take each other's, and another server on this machine can be shown it; the
/// *page key*, which the page asks for once and keeps where only its own origin reads, is asked for beside it wherever a
/// case is told.
package final class DeskEntry: Sendable {
    /// What became of a token.
    package enum Admission: Equatable, Sendable {
        /// The cookie's value.
        case admitted(String)
        /// The right token, for the second time.
        case used
        /// Another token.
        case unknown
    }

    private struct State {
        var isUsed = false
        var cookie: String?
        var pageKey: String?
    }

    /// What the name of every desk's cookie begins with; eight digits of this one's follow.
    private static let cookiePrefix = "kentongan_desk_"
    /// Cookies of other desks that a browser may keep: of them all a request would become too long.
    private static let otherCookies = 8

    /// The name of this desk's cookie.
    package let cookieName: String
    /// 64 hexadecimal digits.
    let token: String
    private let random: @Sendable (Int) -> [UInt8]
    private let state = Mutex(State())

    /// Draws the token.
    package init(random: @escaping @Sendable (Int) -> [UInt8]) {
        self.random = random
        token = random(32).hex
        cookieName = Self.cookiePrefix + random(4).hex
    }

    /// Exchanges the token for a cookie, once.
    package func admit(_ token: String) -> Admission {
        guard isEqual(token, self.token) else { return .unknown }
        return state.withLock { state in
            guard !state.isUsed else { return .used }
            let cookie = random(32).hex
            (state.isUsed, state.cookie) = (true, cookie)
            return .admitted(cookie)
        }
    }

    /// Whether the header field `Cookie` holds the cookie that was given.
    package func knows(cookies: String?) -> Bool {
        guard let cookies, let cookie = state.withLock({ $0.cookie }) else { return false }
        let values = Self.pairs(cookies).filter { $0.name == cookieName }.map(\.value)
        // Two of one name: somebody else set one.
        return values.count == 1 && isEqual(String(values[0]), cookie)
    }

    /// Names of cookies that desks before this one left, the oldest of too many: a browser sends the oldest first.
    func leftBehind(cookies: String?) -> [String] {
        let names = Self.pairs(cookies ?? "").map { String($0.name) }.filter { name in
            guard name.hasPrefix(Self.cookiePrefix) else { return false }
            let rest = name.utf8.dropFirst(Self.cookiePrefix.utf8.count)
            let digits = Array("0123456789abcdef".utf8)
            return rest.count == 8 && rest.allSatisfy { digits.contains($0) }
        }
        return Array(names.dropLast(Self.otherCookies))
    }

    private static func pairs(_ cookies: String) -> [(name: Substring, value: Substring)] {
        cookies.split(separator: ";").compactMap { pair in
            let pair = pair.drop { $0 == " " }
            guard let end = pair.firstIndex(of: "=") else { return nil }
            return (pair[..<end], pair[end...].dropFirst())
        }
    }

    /// The page key, for the first to ask; nil for every other one.
    package func drawPageKey() -> String? {
        state.withLock { state in
            guard state.cookie != nil, state.pageKey == nil else { return nil }
            let key = random(32).hex
            state.pageKey = key
            return key
        }
    }

    /// Whether it is the page key that was given.
    package func knows(pageKey: String?) -> Bool {
        guard let pageKey, let known = state.withLock({ $0.pageKey }) else { return false }
        return isEqual(pageKey, known)
    }

    private func isEqual(_ one: String, _ other: String) -> Bool {
        isEqualInConstantTime(Array(one.utf8), Array(other.utf8))
    }
}
