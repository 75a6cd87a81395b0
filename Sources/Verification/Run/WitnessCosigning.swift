import AuditLog
import Console
import Keys
import RPC
package import Sealing
package import TransparencyLog
import Wire
package import Words

/// A witness's word that it verified a tree, and that no other one of that log fits what it saw before.
package struct WitnessCosigning: Equatable, Sendable {
    /// The witness's name in the descriptor.
    package let witness: String
    package let checkpoint: Checkpoint
    /// Seconds since 1970.
    package let time: UInt64
    /// A signature line of a note (C2SP tlog-cosignature, 0x04), without its LF.
    package let line: String
    /// Witnesses that have signed the checkpoint; nil where nobody was told.
    package private(set) var witnesses: UInt8?
    package let quorum: UInt8

    /// How far the clock may have gone back since the last cosignature, in seconds.
    private static let tolerance: UInt64 = 600

    /// Signs what was verified, and keeps it in the state file before anybody gets the line.
    ///
    /// Hold the state's lock from before it was read.
    ///
    /// - Parameters:
    ///   - outcome: of a run that was given `before`, whose checkpoint it fits therefore.
    ///   - state: what to keep of that run; gets the time.
    ///   - write: makes the state durable.
    ///   - now: seconds since 1970. An earlier cosignature's time is never gone below.
    package init(
        _ outcome: VerifyOutcome, key: KeyFile, before: VerifyState?, state: inout VerifyState, now: UInt64,
        write: (VerifyState) throws(Failure) -> Void
    ) throws(Failure) {
        guard outcome.report.result == .ok, let verified = outcome.report.checkpoint?.checkpoint,
            verified == state.checkpoint, let descriptor = outcome.descriptor,
            verified.size >= before?.checkpoint.size ?? 0
        else {
            throw Failure(.untrusted, "--cosign: the log was not verified as a whole; nothing was signed")
        }
        let held = key.witness
        guard let named = descriptor.witnesses.first(where: { $0.key == held.publicKey }) else {
            throw Failure(
                .unauthorised, "--cosign: the witness key of this file is not one of the site's witnesses",
                field: "--key")
        }
        let earlier = before?.cosigned ?? 0
        guard earlier <= now + min(Self.tolerance, .max - now) else {
            throw Failure(
                .tryLater,
                "--state: cosigned at \(earlier), and this clock is only at \(now): check the clock",
                field: "--state", limit: now)
        }
        time = max(now, earlier)
        do {
            line = try Cosigner(name: named.name, key: held).cosign(verified, at: time).line
        } catch {
            throw Failure(.inputOutput, "--cosign: could not be signed: \(error)")
        }
        witness = named.name
        quorum = descriptor.quorum
        checkpoint = verified
        state.cosigned = time
        try write(state)
    }

    /// Hands it to the site.
    package mutating func send(to session: ReviewSession) async throws(Failure) {
        do {
            witnesses = try await session.review.cosign(
                Cosigned(size: checkpoint.size, line: line), deadline: .seconds(60)
            ).witnesses
        } catch {
            throw Failure(error)
        }
    }

    package var isQuorumReached: Bool? {
        witnesses.map { quorum > 0 && $0 >= quorum }
    }

    package var json: JSON {
        [
            "witness": .string(witness), "size": JSON(checkpoint.size), "time": JSON(time),
            "witnesses": JSON(witnesses.map { UInt64($0) }), "quorum": JSON(UInt64(quorum)),
            "quorum_reached": isQuorumReached.map { .bool($0) } ?? .null,
        ]
    }

    package func text(_ language: Language) -> String {
        guard let witnesses else {
            return Phrase(
                "Tanda tangan saksi \(plain(witness)), untuk diserahkan:\n\(line)",
                "Cosignature of \(plain(witness)), to be handed over:\n\(line)")(language)
        }
        let count = Phrase(
            "Ditandatangani sebagai saksi \(plain(witness)): kini \(witnesses) saksi, kuorum \(quorum)",
            "Cosigned as witness \(plain(witness)): \(witnesses) witnesses now, quorum \(quorum)")(language)
        let state =
            isQuorumReached == true
            ? Phrase("tercapai", "reached") : Phrase("belum tercapai", "not reached yet")
        return "\(count) (\(state(language)))"
    }
}
