package import AuditLog
import Keys
package import Sealing
package import Wire

/// What every command computes between its look and its full visit, where the site asks for work.
///
/// The rules are:
///  - all commands search alike, with what they bring or with chance in its place: who watches learns nothing from how long
///    it takes;
///  - no site can ask for more than is known here, nor for work that is bound to anything but its own newest epoch: it
///    could otherwise burn a phone's battery, or give each visitor another challenge to know them again by;
///  - a search ends after so many tries, and what it found by then is brought.
package struct WorkSearch: Sendable {
    /// The best that was found so far.
    package private(set) var proof: WorkProof
    private let subject: [UInt8]
    private let difficulty: UInt8
    private var tries = 0

    /// Nothing is tried yet; nil where the site asks for nothing, or for what is not done.
    ///
    /// - Parameters:
    ///   - site: as the look showed it.
    ///   - parcel: what will be sent.
    ///   - random: bytes fit for keys.
    package init?(at site: TrustedSite, for parcel: Parcel?, random: RandomBytes) {
        guard site.work.kind == .scrypt, site.work.difficulty > 0, site.workFault == nil,
            let nonce = FixedBytes<16>(random(16))
        else { return nil }
        let chance = random(64)
        if case .submission(let sealed, _) = parcel {
            subject = Work.subject(envelope: sealed.envelope, mailbox: sealed.submit.mailbox)
        } else {
            subject = chance
        }
        difficulty = site.work.difficulty
        proof = WorkProof(kind: .scrypt, difficulty: 0, challenge: site.lastLeaf, nonce: nonce)
        next = nonce.bytes
    }

    private var next: [UInt8]

    /// Whether there is nothing more to try.
    package var isOver: Bool { proof.difficulty >= difficulty || tries >= Work.mostTries }

    /// Makes one try, which takes milliseconds.
    package mutating func search() {
        guard !isOver else { return }
        tries += 1
        let bits = Work.bits(of: next, for: subject, challenge: proof.challenge)
        if bits >= proof.difficulty, let nonce = FixedBytes<16>(next) {
            proof.nonce = nonce
            proof.difficulty = bits
        }
        for place in next.indices {
            next[place] &+= 1
            if next[place] != 0 { break }
        }
    }
}

/// Why the work that a site asks for is not done.
package enum WorkFault: Equatable, Sendable {
    /// A kind that is not known here.
    case unknownKind(WorkKind)
    /// More bits than any site may ask for.
    case tooHard(UInt8)
    /// It is not bound to the newest epoch that the site shows.
    case otherChallenge
}

extension TrustedSite {
    /// What is wrong with the work that this site asks for; nil where nothing is.
    package var workFault: WorkFault? {
        switch work.kind {
        case .none: nil
        case .scrypt where work.difficulty > Work.hardest: .tooHard(work.difficulty)
        case .scrypt: work.challenge == lastLeaf.bytes ? nil : .otherChallenge
        default: .unknownKind(work.kind)
        }
    }
}

extension FullErrand {
    /// Brings work along, where there is a report that it is for.
    package mutating func bring(_ proof: WorkProof) {
        guard case .submission(var sealed, let isRepeated) = parcel else { return }
        sealed.bring(proof)
        parcel = .submission(sealed, isRepeated: isRepeated)
    }
}
