import Glibc

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

    /// What stands behind the last full stop of its name, lower case: letters and digits, at most 8, else "".
    package static func ending(of path: String) -> String {
        let name = name(of: path)
        guard let stop = name.lastIndex(of: "."), stop != name.startIndex else { return "" }
        let ending = name[name.index(after: stop)...].lowercased()
        let isPlain = ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isPlain && (1...8).contains(ending.count) ? ending : ""
    }

    /// The same path as it is from the root, so that it holds in another working folder, too; nothing is looked up but that folder.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(folder) }
        return unsafe "\(String(cString: folder))/\(path)"
    }

    /// Without slashes at its end.
    private static func trimmed(_ path: Substring) -> Substring {
        var path = path
        while path.last == "/" { path.removeLast() }
        return path
    }
}
