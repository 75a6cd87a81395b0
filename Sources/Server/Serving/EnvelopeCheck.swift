import Age
import RPC
import Wire

/// All that a server can know of an envelope: its length, and an age header of the right stanzas.
enum EnvelopeCheck {
    /// - Parameters:
    ///   - envelope: from its first byte on, at least up to the header's end.
    ///   - stanzas: how many there must be.
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

    /// 32,768 * 2^k - 1,024.
    static func isLength(_ bytes: UInt64) -> Bool {
        let (cells, overflow) = bytes.addingReportingOverflow(1_024)
        return !overflow && cells >= 32_768 && cells & (cells - 1) == 0
    }
}
