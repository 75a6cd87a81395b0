import Files
import Sealing
import Wire
import Words

/// Evidence as it comes out of an envelope, under temporary names until all of it is known to be right.
struct OpenedEvidence {
    struct Kept {
        var path: String
        var json: JSON
    }

    private let folder: OutputFolder
    private var files: [OutputFile] = []

    init(folder: OutputFolder) {
        self.folder = folder
    }

    /// Writes bytes of evidence as they come.
    mutating func take(_ parts: [EnvelopeOpener.Part]) throws(OutputFolderError) {
        for part in parts {
            guard case .file(let index, let bytes) = part else { continue }
            while files.count <= index { files.append(try folder.begin()) }
            try files[index].write(bytes)
        }
    }

    /// Gives the files their names in the folder `evidence`; the next ones taken are another envelope's.
    ///
    /// - Parameters:
    ///   - evidence: what the message states of each file, in the envelope's order.
    ///   - number: of the first file, from 1.
    /// - Returns: path and manifest entry of each file, in that order.
    /// - Throws: `OutputFolderError` where the folder cannot be written.
    mutating func keep(_ evidence: [Evidence], from number: Int) throws(OutputFolderError) -> [Kept] {
        while files.count < evidence.count { files.append(try folder.begin()) }
        var kept: [Kept] = []
        for (offset, item) in evidence.enumerated() {
            let name = HarmlessName.safe(item.name, number: number + offset)
            let path = "evidence/\(name)"
            try files[offset].keep(as: path)
            kept.append(
                Kept(
                    path: path,
                    json: [
                        "name": .string(name), "original_name": .string(item.name), "sha256": JSON(item.hash),
                        "bytes": JSON(item.length), "path": .string(path),
                        "metadata_removed": .bool(item.metadataRemoved), "removed": JSON(item.removed),
                    ]))
        }
        files = []
        return kept
    }
}
