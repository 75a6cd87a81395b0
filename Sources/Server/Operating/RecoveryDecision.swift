import Storage
package import Wire
package import Words

/// What an operator adds to what the files and the witnesses say.
package struct RecoveryWish: Equatable, Sendable {
    package var cause: DiscontinuityCause?
    package var size: UInt64?
    package var root: Hash?
    package var epoch: UInt64?

    package init(
        cause: DiscontinuityCause? = nil, size: UInt64? = nil, root: Hash? = nil, epoch: UInt64? = nil
    ) {
        self.cause = cause
        self.size = size
        self.root = root
        self.epoch = epoch
    }
}

extension RecoveryKnowledge {
    /// What the new log will say of the old one: the largest tree that anybody is known to have seen.
    ///
    /// - Throws: where nothing is known, two roots are, or the operator would name less than is known.
    package func discontinuity(_ wish: RecoveryWish) throws(Failure) -> Discontinuity {
        let (size, root) = try end(wish)
        let known = trees.filter { $0.size <= size }.compactMap(\.epoch).max()
        guard let epoch = wish.epoch ?? known else {
            throw Failure(
                .usage, "--epoch: nobody tells the number of the newest epoch; give it", field: "--epoch")
        }
        if let known, epoch < known {
            throw Failure(
                .badInput, "--epoch: \(epoch), and epoch \(known) is known", field: "--epoch", limit: known)
        }
        let cause = if let cause = wish.cause { cause } else { try apparentCause() }
        return Discontinuity(
            format: 1, origin: descriptor.origin, log: descriptor.log, size: size, root: root, epoch: epoch,
            cause: cause)
    }

    /// Whether the number comes from an older tree than the one that is named.
    package func isEpochOlder(than discontinuity: Discontinuity, _ wish: RecoveryWish) -> Bool {
        wish.epoch == nil && !trees.contains { $0.size == discontinuity.size && $0.epoch != nil }
    }

    private func end(_ wish: RecoveryWish) throws(Failure) -> (size: UInt64, root: Hash) {
        guard (wish.size == nil) == (wish.root == nil) else {
            throw Failure(.usage, "--size and --root are given together", field: "--size")
        }
        let roots = Set(trees.filter { $0.size == largest }.map(\.root))
        if let size = wish.size, let root = wish.root {
            guard size >= largest else {
                throw Failure(
                    .badInput, "--size: \(size), and \(largest) entries are known; less would be a lie",
                    field: "--size", limit: largest)
            }
            guard size > 0, size % 256 == 0 else {
                throw Failure(
                    .badInput, "--size: \(size), and a log ends at a multiple of 256", field: "--size",
                    limit: 256)
            }
            guard size > largest || roots.contains(root) else {
                throw Failure(
                    .badInput, "--root: not one that is known of \(size) entries", field: "--root")
            }
            return (size, root)
        }
        guard let root = roots.first else {
            throw Failure(
                .usage, "--size: nothing is known of the old log; give --size and --root", field: "--size")
        }
        guard roots.count == 1 else {
            throw Failure(
                .badInput,
                "two roots are known of \(largest) entries: somebody forked the log; say which with --size and --root",
                field: "--root")
        }
        return (largest, root)
    }

    /// - Throws: where the log looks as if it could go on.
    private func apparentCause() throws(Failure) -> DiscontinuityCause {
        let stored = max(database?.published?.position.size ?? 0, database?.planned?.position.size ?? 0)
        let outside = trees.contains {
            switch $0.source {
            case .witness, .evidence: $0.size > stored || contradicts($0)
            default: false
            }
        }
        switch guardFile {
        case .missing, .unreadable: return .guardLost
        case .at(let position):
            if outside, position.size <= stored { return .witnessAhead }
            let ends = [database?.published, database?.planned].compactMap { $0?.position }
            if ends.contains(position), !trees.contains(where: { $0.size > stored }) {
                throw Failure(
                    .usage,
                    """
                    --cause: the old log can go on: database and guard agree, and nobody is known to have seen more. \
                    Give --cause if it must end all the same
                    """,
                    field: "--cause")
            }
            return position.size < stored ? .guardLost : .other
        }
    }

    private func contradicts(_ tree: KnownTree) -> Bool {
        trees.contains { $0.source == .database && $0.size == tree.size && $0.root != tree.root }
    }
}

extension RecoveryWish {
    /// As on the command line and in JSON.
    package static func cause(_ word: String) -> DiscontinuityCause? {
        DiscontinuityCause.allCases.first { $0.name == word }
    }

    package static func root(_ digits: String) -> Hash? { Hash(hex: digits) }
}
