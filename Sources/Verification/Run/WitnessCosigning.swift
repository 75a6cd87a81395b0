import AuditLog
import Keys
import RPC
package import Sealing
package import TransparencyLog
import Wire
import Words

/// A witness's word that it verified a tree, and that no other one of that log fits what it saw before.
package struct WitnessCosigning: Equatable, Sendable {
    /// The witness's name in the descriptor.
    package let witness: String
    /// What was signed.
    package let checkpoint: Checkpoint
    /// Seconds since 1970.
    package let time: UInt64
    /// A signature line of a note (C2SP tlog-cosignature, 0x04), without its LF.
    package let line: String
    /// Witnesses that have signed the checkpoint; nil where nobody was told.
    package private(set) var witnesses: UInt8?
    /// Witnesses that the descriptor asks for.
    package let quorum: UInt8

    /// How far the clock may have gone back since the last cosignature, in seconds.
    private static let tolerance: UInt64 = 600

    /// Signs what was verified, and keeps it in the state file before anybody gets the line.
    ///
    /// Hold the state's lock from before it was read.
    ///
    /// - Parameters:
    ///   - outcome: of a run that was given `before`, whose checkpoint it fits therefore.
    ///   - key: whose witness key the descriptor must name.
    ///   - before: what was kept until now; nil where nothing was.
    ///   - state: what to keep of that run; gets the time.
    ///   - now: seconds since 1970. An earlier cosignature's time is never gone below.
    ///   - write: makes the state durable.
    /// - Throws: `cosigning` where the log was not verified, the key is no witness's, the clock is more than
    ///   600 s behind the last cosignature, or signing fails; what `write` throws.
    package init(
        _ outcome: VerifyOutcome, key: KeyFile, before: VerifyState?, state: inout VerifyState, now: UInt64,
        write: (VerifyState) throws(VerificationError) -> Void
    ) throws(VerificationError) {
        guard outcome.report.isVerified, let verified = outcome.report.checkpoint?.checkpoint,
            verified == state.checkpoint, let descriptor = outcome.descriptor,
            verified.size >= before?.checkpoint.size ?? 0
        else {
            throw .cosigning(.notVerified)
        }
        let held = key.witness
        guard let named = descriptor.witnesses.first(where: { $0.key == held.publicKey }) else {
            throw .cosigning(.notAWitness)
        }
        let earlier = before?.cosigned ?? 0
        guard earlier <= now.plus(Self.tolerance) else {
            throw .cosigning(.clockBehind(cosigned: earlier, now: now, zone: descriptor.zone))
        }
        time = max(now, earlier)
        do {
            line = try Cosigner(name: named.name, key: held).cosign(verified, at: time).line
        } catch {
            throw .cosigning(.signing(reason: "\(error)"))
        }
        witness = named.name
        quorum = descriptor.quorum
        checkpoint = verified
        state.cosigned = time
        try write(state)
    }

    /// Hands it to the site.
    package mutating func send(to session: ReviewSession) async throws(VerificationError) {
        do {
            witnesses = try await session.review.cosign(
                Cosigned(size: checkpoint.size, line: line), deadline: .seconds(60)
            ).witnesses
        } catch {
            throw .site(.call(error))
        }
    }

    /// Whether enough witnesses have signed; nil where nobody was told.
    package var isQuorumReached: Bool? {
        witnesses.map { quorum > 0 && $0 >= quorum }
    }
}
