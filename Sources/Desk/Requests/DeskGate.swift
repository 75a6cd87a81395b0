import HTTP

/// What of a request is looked at before anything is told or done.
///
/// The page is the only one that may talk to a desk. Every other page of the same browser can send requests to the port: they
/// are told apart by the host that they name (a name that was bound to this machine's address is none of ours), by what the
/// browser says of their origin, and by the page key, which they cannot read.
struct DeskGate {
    /// Header fields that are looked at.
    static let fields: Set<String> = [
        "host", "origin", "cookie", "content-type", "sec-fetch-site", "sec-fetch-dest", "x-kentongan-desk",
    ]

    /// Why a request is not answered.
    enum Refusal: Error, Equatable {
        /// It names another host than the desk's: its name may have been bound to our address.
        case host
        /// Another page sent it.
        case origin
        /// No browser that was admitted, or not the page in it.
        case session
        /// A body that only a form of another page could have sent.
        case contentType
    }

    let entry: DeskEntry
    let port: Int

    /// Whether the request is for this desk by its own name.
    func checkHost(_ request: HTTPRequest) throws(Refusal) {
        guard let host = request.fields["host"], hosts.contains(host.lowercased()) else { throw .host }
    }

    /// Whether the browser asks for something of the page by itself: the page, its style and script, the frame.
    func checkPage(_ request: HTTPRequest) throws(Refusal) {
        try checkHost(request)
        guard [nil, "none", "same-origin"].contains(request.fields["sec-fetch-site"]) else { throw .origin }
        guard entry.knows(cookies: request.fields["cookie"]) else { throw .session }
    }

    /// Whether the page asks for what its key is not needed for, which is the key itself.
    func checkSameOrigin(_ request: HTTPRequest) throws(Refusal) {
        try checkHost(request)
        guard [nil, "same-origin"].contains(request.fields["sec-fetch-site"]) else { throw .origin }
        let origin = request.fields["origin"]
        let own = request.fields["host"].map { "http://\($0)" }
        // A browser leaves it out of a GET to the page's own origin only.
        guard origin == own || (origin == nil && request.method == "GET") else { throw .origin }
        guard entry.knows(cookies: request.fields["cookie"]) else { throw .session }
        guard request.method == "GET" || request.fields["content-type"] == "application/json" else {
            throw .contentType
        }
    }

    /// Whether the page asks.
    func checkCall(_ request: HTTPRequest) throws(Refusal) {
        try checkSameOrigin(request)
        guard entry.knows(pageKey: request.fields["x-kentongan-desk"]) else { throw .session }
    }

    private var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }
}
