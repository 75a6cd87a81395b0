import TestSupport
import Wire

/// A site's answer that is valid by the schema; its keys and signatures mean nothing.
let sampleSite = ExchangeReply(
    more: false,
    result: .site(
        SiteReply(
            descriptor: .sample {
                $0.origin = "example.org/log"
                $0.t0 = 0
                $0.epochSeconds = 21_600
                $0.agencies = [Agency(code: "bkpsdm", name: "BKPSDM", kind: .notSaid, identity: PublicKey())]
            },
            keys: [.sample("bkpsdm") { $0.origin = "example.org/log" }],
            checkpoint: "example.org/log\n256\n",
            epoch: Epoch(number: 0, scheduled: 0, skipped: 0, first: 0, keySet: Hash()), previous: Hash(),
            proof: [], channel: nil, work: .none)))

let samplePromised = Promised(
    promise: Promise(
        format: 1, origin: "example.org/log", commitment: Hash(), epoch: 7, signature: Signature()),
    opening: Opening(nonce: Nonce(), record: Record(format: 1, body: .filler(Filler()))))
