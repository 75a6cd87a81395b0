import Keys
import Wire

/// One thing that was checked about a file that proves something: a line for people, an object for scripts.
package struct ProofCheck: Equatable, Sendable {
    /// As in `checks[].name`.
    package enum Name: String, Sendable {
        /// Of the file.
        case format
        /// The site's, by form and signature.
        case descriptor
        /// Whose root key it is.
        case root
        /// That the opening is of this commitment.
        case commitment
        /// The entry, as the tree hashes it.
        case leaf
        /// The signature of the promise key.
        case promise
        /// The log's signature on the checkpoint.
        case logSignature = "log_signature"
        /// Those of the witnesses on it.
        case cosignatures
        /// That the entry is in the tree.
        case inclusion
        /// The first one at or above the promised one.
        case epoch
        /// The one right before it.
        case epochBefore = "epoch_before"
        /// Two entries between which the commitment would stand.
        case neighbours
    }

    /// What it is about.
    package let name: Name
    /// Nil where it could not be checked, or was not enough.
    package let ok: Bool?
    /// What was seen.
    package let detail: ProofDetail

    init(_ name: Name, _ ok: Bool?, _ detail: ProofDetail) {
        self.name = name
        self.ok = ok
        self.detail = detail
    }

    /// With a detail that is no sentence: a hash, a library's words.
    init(_ name: Name, _ ok: Bool?, _ detail: String) {
        self.init(name, ok, .verbatim(detail))
    }

    /// Holds unless `body` throws, which says what is wrong; else it gives what is right.
    init(_ name: Name, _ body: () throws -> ProofDetail) {
        do { self.init(name, true, try body()) } catch { self.init(name, false, "\(error)") }
    }

    /// Whose root key it is.
    init(root found: Hash, link: Hash?) {
        guard let link else {
            self.init(.root, nil, .rootNotCompared(found))
            return
        }
        self.init(.root, found == link, found.hex)
    }
}

/// What a file's checks come to.
package enum ProofResult: String, Equatable, Sendable {
    /// Everything holds.
    case ok
    /// Nothing is false, but not everything could be checked.
    case incomplete
    /// Something is false.
    case failed
}
