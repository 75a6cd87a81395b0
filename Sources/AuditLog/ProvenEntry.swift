package import TransparencyLog
package import Wire

/// An entry and the path that leads from it to a checkpoint's root.
package struct ProvenEntry: Equatable, Sendable {
    /// The entry as the log has it.
    package let entry: Entry
    /// The leaf's sibling first.
    package let path: [Hash]

    /// Takes the parts unverified.
    package init(_ entry: Entry, path: [Hash]) {
        self.entry = entry
        self.path = path
    }

    /// Reads the entry at `index` of a log of `size` entries, and its path.
    ///
    /// - Throws: what is not there, or does not decode.
    package init<Reader: HashReader>(
        index: UInt64, size: UInt64, reader: inout Reader, bytes: (UInt64) -> [UInt8]?
    ) throws(LogError) {
        let entry = try Self.read(index, bytes)
        let path: [Hash]
        do { path = try InclusionProof(index: index, size: size, reader: &reader).path } catch {
            throw LogError(
                .rootMismatch, at: index, "tile", expected: "hashes up to \(size)", found: "\(error)")
        }
        self.init(entry, path: path)
    }

    /// Throws unless the entry stands where it says in the tree of the checkpoint, in a format known here.
    ///
    /// - Returns: the entry's leaf hash.
    /// - Throws: what does not hold.
    @discardableResult
    package func check(in checkpoint: Checkpoint) throws(LogError) -> Hash {
        try checkFormat("Entry", entry.format)
        let proof = InclusionProof(index: entry.index, size: checkpoint.size, path: path)
        let leaf = MerkleTree.leafHash(try encoded())
        let root: Hash
        do { root = try proof.computedRoot(leaf: leaf) } catch {
            throw LogError(.rootMismatch, at: entry.index, "proof", expected: "a path", found: "\(error)")
        }
        guard root == checkpoint.root else {
            throw LogError(.rootMismatch, at: entry.index, "proof", expected: checkpoint.root, found: root)
        }
        return leaf
    }

    static func read(_ index: UInt64, _ bytes: (UInt64) -> [UInt8]?) throws(LogError) -> Entry {
        guard let bytes = bytes(index) else {
            throw LogError(.chainBroken, at: index, "Entry", expected: "an entry", found: "none")
        }
        do { return try Entry(decoding: bytes) } catch { throw LogError(error, at: index) }
    }

    private func encoded() throws(LogError) -> [UInt8] {
        do { return try entry.encoded() } catch { throw LogError(error).at(entry.index) }
    }
}
