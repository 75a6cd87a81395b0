package import RPC
package import Wire

/// A site that answers nothing but what its type implements: everything else is `unimplemented`.
package protocol RefusingServices: SourceService, UploadService, AuditService, ReviewService {}

extension RefusingServices {
    private var refusal: RPCError { RPCError(.unimplemented, "") }

    /// All four services, by this one.
    package var all: Services { Services(source: self, upload: self, audit: self, review: self) }

    package func exchange(_: ExchangeRequest) async -> ExchangeReply { .refused(refusal) }

    package func startUpload(_: UploadStart) async throws(RPCError) -> UploadOffset { throw refusal }
    package func supplement(_: SupplementRequest, _: Replies<EnvelopeChunk>) async throws(RPCError) {
        throw refusal
    }
    package func upload(_: Requests<UploadChunk>) async throws(RPCError) -> Promised { throw refusal }

    package func checkpoint(_: CheckpointRequest) async throws(RPCError) -> CheckpointReply { throw refusal }
    package func tile(_: TileRequest) async throws(RPCError) -> TileReply { throw refusal }
    package func entries(_: EntriesRequest, _: Replies<EntryBundle>) async throws(RPCError) { throw refusal }
    package func inclusion(_: InclusionRequest) async throws(RPCError) -> Proof { throw refusal }
    package func consistency(_: ConsistencyRequest) async throws(RPCError) -> Proof { throw refusal }

    package func authenticate(_: Authentication) async throws(RPCError) -> Authenticated { throw refusal }
    package func openings(_: OpeningsRequest, _: Replies<OpenedEntry>) async throws(RPCError) {
        throw refusal
    }
    package func envelope(_: EnvelopeRequest, _: Replies<EnvelopeChunk>) async throws(RPCError) {
        throw refusal
    }
    package func ask(_: Question) async throws(RPCError) -> Promised { throw refusal }
    package func note(_: Note) async throws(RPCError) -> Promised { throw refusal }
    package func consent(_: Consent) async throws(RPCError) -> Consents { throw refusal }
    package func act(_: ActRequest) async throws(RPCError) -> Promised { throw refusal }
    package func renewKeys(_: AgencyKeys) async throws(RPCError) -> RenewedKeys { throw refusal }
    package func staged(_: StagedRequest, _: Replies<Promised>) async throws(RPCError) { throw refusal }
    package func cosign(_: Cosigned) async throws(RPCError) -> CosignedReply { throw refusal }
    package func attest(_: Attested) async throws(RPCError) -> AttestedReply { throw refusal }
    package func say(_: Said) async throws(RPCError) -> SaidReply { throw refusal }
}

/// A site that answers nothing at all.
package struct RefusesAll: RefusingServices {
    package init() {}
}
