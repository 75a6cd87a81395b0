import Storage
package import Wire

/// What an operator adds to what the files and the witnesses say.
package struct RecoveryRequest: Equatable, Sendable {
    /// Nil for what files and witnesses show.
    package var cause: DiscontinuityCause?
    /// Entries of the old log that somebody is known to have seen; with `root`.
    package var size: UInt64?
    /// Of the tree of `size` entries.
    package var root: Hash?
    /// Number of the newest epoch in it; nil for the newest known.
    package var epoch: UInt64?

    /// Nil for whatever is known.
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
    package func discontinuity(_ request: RecoveryRequest) throws(RecoveryError) -> Discontinuity {
        let (size, root) = try end(request)
        let known = trees.filter { $0.size <= size }.compactMap(\.epoch).max()
        guard let epoch = request.epoch ?? known else {
            throw .epochNeeded
        }
        if let known, epoch < known {
            throw .epochBelow(epoch, known: known)
        }
        let cause = if let cause = request.cause { cause } else { try apparentCause() }
        return Discontinuity(
            format: 1, origin: descriptor.origin, log: descriptor.log, size: size, root: root, epoch: epoch,
            cause: cause)
    }

    /// Whether the number comes from an older tree than the one that is named.
    package func isEpochOlder(than discontinuity: Discontinuity, _ request: RecoveryRequest) -> Bool {
        request.epoch == nil && !trees.contains { $0.size == discontinuity.size && $0.epoch != nil }
    }

    private func end(_ request: RecoveryRequest) throws(RecoveryError) -> (size: UInt64, root: Hash) {
        guard (request.size == nil) == (request.root == nil) else {
            throw .sizeAndRootApart
        }
        let roots = Set(trees.filter { $0.size == largest }.map(\.root))
        if let size = request.size, let root = request.root {
            guard size >= largest else {
                throw .sizeBelow(size, known: largest)
            }
            guard size > 0, size % 256 == 0 else {
                throw .sizeBetween(size)
            }
            guard size > largest || roots.contains(root) else {
                throw .unknownRoot(size: size)
            }
            return (size, root)
        }
        guard let root = roots.first else {
            throw .nothingKnown
        }
        guard roots.count == 1 else {
            throw .forked(size: largest)
        }
        return (largest, root)
    }

    /// - Throws: where the log looks as if it could go on.
    private func apparentCause() throws(RecoveryError) -> DiscontinuityCause {
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
                throw .canGoOn
            }
            return position.size < stored ? .guardLost : .other
        }
    }

    private func contradicts(_ tree: KnownTree) -> Bool {
        trees.contains { $0.source == .database && $0.size == tree.size && $0.root != tree.root }
    }
}

extension RecoveryRequest {
    /// As on the command line and in JSON.
    package static func cause(_ word: String) -> DiscontinuityCause? {
        DiscontinuityCause.allCases.first { $0.name == word }
    }

    /// 64 hexadecimal digits; nil for anything else.
    package static func root(_ digits: String) -> Hash? { Hash(hex: digits) }
}
