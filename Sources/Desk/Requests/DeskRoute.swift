import HTTP

/// What a request asks a desk for.
enum DeskRoute: Equatable {
    /// The address with the token.
    case enter(token: String)
    /// One of the page's files.
    case file(DeskFile)
    /// The page key.
    case key
    /// All texts of the page.
    case words
    /// Whose desk it is, and the inbox.
    case inbox
    /// The reports in whose text something stands.
    case search
    /// Whether a text asks who somebody is.
    case check
    /// One case.
    case show(id: String)
    /// The bytes of a piece of evidence.
    case evidence(id: String, number: Int)
    /// A case as a file of its own.
    case paper(id: String)
    /// Something that is done to a case.
    case deed(id: String, name: String)
    /// What waits is handed in, and what is new fetched.
    case sync
    /// The end of the desk.
    case leave

    /// Why there is none.
    enum Refusal: Error, Equatable {
        case notFound
        /// The methods that there are.
        case method([String])
    }

    init(_ request: HTTPRequest) throws(Refusal) {
        let parts = request.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let (route, method) = try Self.route(parts.map(String.init))
        guard request.method == method else { throw .method([method]) }
        self = route
    }

    private static func route(_ parts: [String]) throws(Refusal) -> (DeskRoute, method: String) {
        if let file = DeskFile.allCases.first(where: { [$0.rawValue] == parts }) {
            return (.file(file), "GET")
        }
        if parts.count == 2, parts[0] == "enter" { return (.enter(token: parts[1]), "GET") }
        guard parts.first == "api", parts.count >= 2 else { throw .notFound }
        switch (parts[1], parts.count) {
        case ("key", 2): return (.key, "POST")
        case ("words", 2): return (.words, "GET")
        case ("inbox", 2): return (.inbox, "GET")
        case ("search", 2): return (.search, "POST")
        case ("check", 2): return (.check, "POST")
        case ("sync", 2): return (.sync, "POST")
        case ("leave", 2): return (.leave, "POST")
        case ("cases", 3...):
            guard isID(parts[2]) else { throw .notFound }
            return try ofCase(parts[2], Array(parts.dropFirst(3)))
        default: throw .notFound
        }
    }

    private static func ofCase(_ id: String, _ rest: [String]) throws(Refusal) -> (DeskRoute, method: String)
    {
        switch rest.count {
        case 0: return (.show(id: id), "GET")
        case 1 where rest[0] == "paper": return (.paper(id: id), "POST")
        case 1 where DeskDeed.names.contains(rest[0]): return (.deed(id: id, name: rest[0]), "POST")
        case 2 where rest[0] == "evidence":
            guard rest[1].utf8.count <= 4, let number = Int(rest[1]), number > 0, "\(number)" == rest[1]
            else {
                throw .notFound
            }
            return (.evidence(id: id, number: number), "GET")
        default: throw .notFound
        }
    }

    /// A whole commitment, as the page was given it.
    private static func isID(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}

/// The files that the page consists of, by their paths.
enum DeskFile: String, CaseIterable {
    case page = ""
    case style = "desk.css"
    case script = "desk.js"
    /// The frame in which pictures are decoded.
    case picture = "picture.html"
}
