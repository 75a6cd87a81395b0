import Age
import RPC
import Wire

/// All that a server can know of an envelope: its length, and an age header of the right stanzas.
enum EnvelopeCheck {
    /// Looks at the header alone: what it seals cannot be seen here.
    ///
    /// - Parameters:
    ///   - envelope: from its first byte on, at least up to the header's end.
    ///   - stanzas: how many there must be.
    ///   - field: of the request, for the error.
    /// - Throws: an `RPCError` of code `invalidArgument` for no age header, or stanzas of another number or
    ///   type.
    static func header(_ envelope: [UInt8], stanzas: Int, field: String) throws(RPCError) {
        let header: Header
        do {
            header = try Header.parse(envelope)
        } catch {
            throw RPCError(.invalidArgument, "not an age file: \(error.reason)", field: field)
        }
        guard header.stanzas.count == stanzas else {
            throw RPCError(
                .invalidArgument, "\(header.stanzas.count) stanzas, expected \(stanzas)", field: field,
                limit: UInt64(stanzas))
        }
        guard header.stanzas.allSatisfy({ $0.type == HybridStanza.type }) else {
            throw RPCError(.invalidArgument, "a stanza that is not \(HybridStanza.type)", field: field)
        }
    }
}
