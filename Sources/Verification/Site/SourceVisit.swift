package import AuditLog
import RPC
package import Visit
import Wire

/// The two visits that every command of a source makes: a look when it begins, a full visit when its person is ready.
package struct SourceVisit: Sendable {
    private let address: SiteAddress
    private let now: @Sendable () -> UInt64
    private let random: @Sendable (Int) -> [UInt8]

    /// Nothing is dialled yet.
    ///
    /// - Parameters:
    ///   - address: the site's link, the way there, and the pace.
    ///   - now: seconds since 1970.
    ///   - random: bytes fit for keys.
    package init(
        _ address: SiteAddress, now: @escaping @Sendable () -> UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.address = address
        self.now = now
        self.random = random
    }

    /// Looks at the site: two cells.
    ///
    /// - Throws: `site` where it cannot be reached, or is not the link's.
    package func look() async throws(VerificationError) -> SeenSite {
        switch try await carry(.look).finding {
        case .seen(let seen): return seen
        case .fault(let fault): throw .site(.visit(fault))
        case .site, .visited: throw .site(.visit(.notASite))
        }
    }

    /// Visits in full: four cells, and where the connection breaks within them, once more.
    ///
    /// What was on its way is sent again as the same bytes: the site answers them as it did before.
    ///
    /// - Parameters:
    ///   - errand: what is brought and asked for.
    ///   - retrying: called before the second time.
    /// - Returns: what it came to; not whole where the connection broke twice.
    /// - Throws: `site` where the site cannot be reached, or is not the look's.
    package func visit(
        _ errand: FullErrand, retrying: () -> Void
    ) async throws(VerificationError) -> Visited {
        let first = try await carry(.full(errand))
        let visited = try first.visited()
        guard !visited.isWhole else { return visited }
        // The site's own word on the call; another time it would say the same.
        if let error = first.broken, !error.isBrokenConnection { throw .site(.call(error)) }
        retrying()
        let again: VisitConnection.End
        do {
            again = try await carry(.full(errand.repeated(after: visited, sealed: first.sealedReply)))
        } catch {
            // What the first one came to still holds.
            if case .accepted = visited.parcel { return visited }
            if case .site(.visit) = error { throw error }
            return visited
        }
        return try again.visited().merged(into: visited)
    }

    private func carry(_ errand: Errand) async throws(VerificationError) -> VisitConnection.End {
        let visit = try await VisitConnection.dial(address)
        let result: Result<VisitConnection.End, VerificationError>
        do throws(VerificationError) {
            result = .success(try await visit.carry(errand, now: now, random: random))
        } catch {
            result = .failure(error.isBrokenCall ? .site(.broken) : error)
        }
        await visit.close()
        return try result.get()
    }
}

extension VerificationError {
    /// Whether a call ended without a word of the site.
    fileprivate var isBrokenCall: Bool {
        if case .site(.call(let error)) = self { !error.isPeers && error.isBrokenConnection } else { false }
    }
}

extension VisitConnection.End {
    fileprivate func visited() throws(VerificationError) -> Visited {
        switch finding {
        case .visited(let visited): return visited
        case .fault(let fault): throw .site(.visit(fault))
        case .site, .seen: throw .site(.visit(.notASite))
        }
    }
}
