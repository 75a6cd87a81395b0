extension QRCode {
    /// Light modules around it, which a reader needs.
    private static let margin = 4

    /// The code as a picture in SVG: black on white, one unit a module, with its margin, to be scaled as it is needed.
    ///
    /// - Parameter label: what it holds, for who cannot see it; any text.
    /// - Returns: one element.
    package func svg(label: String) -> String {
        let whole = side + 2 * Self.margin
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(whole) \(whole)" role="img" \
            shape-rendering="crispEdges"><title>\(Self.escaped(label))</title>\
            <path fill="#fff" d="M0 0h\(whole)v\(whole)H0z"/><path d="\(path)"/></svg>
            """
    }

    /// Each run of dark modules in a row is a rectangle.
    private var path: String {
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                let start = column
                while self[row, column] { column += 1 }
                let run = column - start
                if run > 0 { path += "M\(start + Self.margin) \(row + Self.margin)h\(run)v1h-\(run)z" }
                column += 1
            }
        }
        return path
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
