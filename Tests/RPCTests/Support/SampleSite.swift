import Wire

/// A site's answer that is valid by the schema; its keys and signatures mean nothing.
let sampleSite = ExchangeReply(
    more: false,
    result: .site(
        SiteReply(
            descriptor: SiteDescriptor(
                format: 1, serial: 0, previous: Hash(), notAfter: 2_000_000_000, root: PublicKey(),
                origin: "example.org/log", t0: 0, epochSeconds: 21_600, log: PublicKey(),
                promise: PublicKey(),
                tls: [Hash()], witnesses: [], quorum: 0, retention: Retention(payload: 1, record: 1),
                limits: Limits(envelope: 1 << 20, uploads: 1), taxonomy: 1,
                agencies: [Agency(code: "bkpsdm", name: "BKPSDM", identity: PublicKey())], auditor: nil,
                signature: Signature()),
            keys: [
                AgencyKeys(
                    format: 1, origin: "example.org/log", agency: "bkpsdm", serial: 0, previous: Hash(),
                    recipient: [UInt8](repeating: 1, count: 1_216), acts: [PublicKey()], witness: PublicKey(),
                    notAfter: 2_000_000_000, signature: Signature())
            ],
            checkpoint: "example.org/log\n256\n",
            epoch: Epoch(number: 0, scheduled: 0, skipped: 0, first: 0, keySet: Hash()), previous: Hash(),
            proof: [])))

let samplePromised = Promised(
    promise: Promise(
        format: 1, origin: "example.org/log", commitment: Hash(), epoch: 7, signature: Signature()),
    opening: Opening(nonce: Nonce(), record: Record(format: 1, body: .filler(Filler()))))
