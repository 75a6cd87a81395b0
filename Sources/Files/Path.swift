/// Taking paths apart, byte by byte as the operating system does; nothing is looked up.
package enum Path {
    /// The folder that a path stands in: `a/b` is in `a`, `/a` in `/`, and `a` in the current one, which is "".
    package static func folder(of path: String) -> String {
        let path = trimmed(path[...])
        guard let slash = path.lastIndex(of: "/") else { return "" }
        let folder = trimmed(path[..<slash])
        return folder.isEmpty ? "/" : String(folder)
    }

    /// The last name of a path: `b` for `a/b`, and for `a/b/` too.
    package static func name(of path: String) -> String {
        let path = trimmed(path[...])
        guard let slash = path.lastIndex(of: "/") else { return String(path) }
        return String(path[path.index(after: slash)...])
    }

    /// Without slashes at its end.
    private static func trimmed(_ path: Substring) -> Substring {
        var path = path
        while path.last == "/" { path.removeLast() }
        return path
    }
}
