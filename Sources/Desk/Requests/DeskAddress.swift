/// Where a desk may listen: this machine and no other.
package struct DeskAddress: Equatable, Sendable {
    /// `127.0.0.1`: names are not looked up, because a name may lead elsewhere.
    package static let host = "127.0.0.1"

    /// The TCP port; 0 takes any that is free.
    package let port: Int

    /// Reads `127.0.0.1:PORT` or `localhost:PORT`.
    ///
    /// - Parameter text: with a port of 0 to 65535.
    /// - Throws: `notLoopback` for every other host, `notAnAddress` for the rest.
    package init(_ text: String) throws(DeskError) {
        guard let colon = text.lastIndex(of: ":") else { throw .notAnAddress(text) }
        let (host, digits) = (text[..<colon], text[colon...].dropFirst())
        guard !digits.isEmpty,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = Int(digits), port <= 65_535
        else { throw .notAnAddress(text) }
        guard host == Self.host || host == "localhost" else { throw .notLoopback(String(host)) }
        self.port = port
    }
}
