import Words

/// Links as they were typed, and without the parts that can show who shared them.
package struct TrackedLinks: Equatable, Sendable {
    /// Without those parts, one a line.
    package let cleaned: String
    /// The names of what was removed, each once.
    package let removed: [String]
    /// Whether one of them was made by a button for sharing: it can show the account all the same.
    package let hasShareLink: Bool

    /// Takes links, one a line.
    package init(_ links: String) {
        var (lines, removed, isShared) = ([String](), [String](), false)
        for link in links.split(separator: "\n") {
            let (line, names) = Self.cleaned(link)
            lines.append(line)
            for name in names where !removed.contains(name) { removed.append(name) }
            isShared = isShared || Self.isShared(link)
        }
        cleaned = lines.joined(separator: "\n")
        self.removed = removed
        hasShareLink = isShared
    }

    private static func cleaned(_ link: Substring) -> (String, [String]) {
        guard let mark = link.firstIndex(of: "?") else { return (String(link), []) }
        let tail = link[link.index(after: mark)...]
        let query = tail.prefix { $0 != "#" }
        var (kept, names) = ([Substring](), [String]())
        for part in query.split(separator: "&", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != "=" }.lowercased()
            if isTracking(name, of: link) { names.append(name) } else { kept.append(part) }
        }
        guard !names.isEmpty else { return (String(link), []) }
        let rest = kept.isEmpty ? "" : "?" + kept.joined(separator: "&")
        return (link[..<mark] + rest + tail.dropFirst(query.count), names)
    }

    private static func isTracking(_ name: String, of link: Substring) -> Bool {
        if names.contains(name) || starts.contains(where: { name.hasPrefix($0) }) { return true }
        let host = host(of: link)
        return ["x.com", "twitter.com"].contains { host.hasSuffix($0) } && (name == "s" || name == "t")
    }

    private static func host(of link: Substring) -> String {
        let schemes = ["https://", "http://"].filter { link.lowercased().hasPrefix($0) }
        let rest = link.dropFirst(schemes.first?.count ?? 0)
        return rest.prefix { !"/?#".contains($0) }.lowercased()
    }

    private static func isShared(_ link: Substring) -> Bool {
        let host = host(of: link)
        if ["vt.tiktok.com", "vm.tiktok.com", "fb.watch"].contains(where: { host.hasSuffix($0) }) {
            return true
        }
        return host.hasSuffix("facebook.com") && link.holds("/share/")
    }

    private static let names = [
        "fbclid", "gclid", "dclid", "msclkid", "yclid", "igsh", "igshid", "si", "mibextid", "sfnsn", "extid",
        "rdid", "share_url", "ref_src", "ref_url", "_r", "_t", "is_from_webapp", "sender_device",
        "sender_web_id", "is_copy_url", "sec_user_id", "share_app_id", "share_item_id", "share_link_id",
        "social_sharing", "tt_from", "u_code", "mc_eid", "twclid",
    ]
    private static let starts = ["utm_", "__cft__", "__tn__", "hsa_", "pk_", "mtm_"]
}
