package import Wire

// For those who carry bytes: a cell is 32,768 bytes with its frame's header, 32,760 without (Protocol section 3).

extension Visit {
    /// Takes the bytes of the answering cell behind its frame's header.
    ///
    /// - Parameters:
    ///   - bytes: as they came, of which nothing is believed.
    ///   - now: the caller's clock, seconds since 1970.
    /// - Returns: what to do next; bytes that hold no reply are the fault `undecodable`.
    package mutating func receive(cell bytes: [UInt8], now: UInt64) -> Action {
        do {
            return receive(try ExchangeReply(decoding: try Cell.open(bytes)), now: now)
        } catch {
            return take(.undecodable(error), now: now)
        }
    }
}

extension ExchangeRequest {
    /// The bytes of this request's cell behind its frame's header.
    package func cell() throws(EncodeError) -> [UInt8] {
        try Cell.seal(try encoded())
    }
}
