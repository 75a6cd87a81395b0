import Files
import Foundation
import Keys
import Primitives
package import Wire
import Words

/// A file to attach, as it was when it was read first: only its base name, length and hash are told to anyone.
package struct EvidenceFile: Equatable, Sendable {
    /// Files of one report.
    package static let limit = 8
    /// Bytes read at once: of twice as many, malloc would give each back to the system, to be faulted in anew.
    static let slice = 1 << 16

    /// As it was opened: what is sent is what was hashed, also where its name has gone.
    private let file: RegularFile
    /// What its owner calls it: mistakes are named by that.
    private let ownName: String
    /// What a report says of it; whether it shows the source, only the source can tell.
    package var evidence: Evidence

    /// Opens the file, and hashes it in slices.
    ///
    /// - Parameter path: of a file; a pipe gives its bytes once, and these are needed more often.
    /// - Throws: `missing`, `notAFile`, `unreadable`, or `changed` for one that grows or shrinks meanwhile.
    package init(_ path: String) throws(EvidenceError) {
        try self.init(Self.open(path), name: Self.wireName(path), kind: Self.kind(of: path))
    }

    /// Hashes an opened file in slices.
    ///
    /// - Parameters:
    ///   - file: what will be sent.
    ///   - name: what it is called there, 1 to 64 bytes.
    ///   - ownName: what it is called here; nil for the same.
    ///   - kind: what it is.
    /// - Throws: `unreadable` or `changed`.
    init(
        _ file: RegularFile, name: String, ownName: String? = nil, kind: EvidenceKind
    ) throws(EvidenceError) {
        self.file = file
        self.ownName = ownName ?? name
        var reader = EvidenceReader(file, name: self.ownName, length: file.size)
        var hash = SHA256Stream()
        while let bytes = try reader.next() { hash.update(bytes) }
        evidence = Evidence(
            kind: kind, name: name, length: file.size, hash: hash.finalize(), metadataRemoved: false,
            removed: [], showsReporter: false)
    }

    /// Opens a file that is named as evidence.
    ///
    /// - Parameter path: of a file.
    /// - Returns: it, which stays the one that was opened whatever becomes of its name.
    /// - Throws: `missing`, `notAFile`, `unreadable`.
    static func open(_ path: String) throws(EvidenceError) -> RegularFile {
        let kind: RegularFile.Kind
        do throws(FileError) {
            kind = try RegularFile.kind(of: path)
            if kind == .file { return try RegularFile(path) }
        } catch {
            throw error.isMissing ? .missing(path: path) : .unreadable(path: path, error)
        }
        throw .notAFile(path: path, kind)
    }

    /// Its bytes from the start.
    func reader() -> EvidenceReader { EvidenceReader(file, name: ownName, length: evidence.length) }

    package static func == (one: EvidenceFile, other: EvidenceFile) -> Bool {
        one.file === other.file && one.evidence == other.evidence
    }

    /// The base name, of at most 64 bytes: a longer one keeps its start and its extension, and what is not UTF-8 is `_`.
    package static func wireName(_ path: String) -> String {
        var name = ""
        for scalar in Path.name(of: path).unicodeScalars {
            name.unicodeScalars.append(SystemText.isByte(scalar) ? "_" : scalar)
        }
        guard name.utf8.count > 64 else { return name.isEmpty ? "file" : name }
        let dotted = (name as NSString).pathExtension
        let ending = dotted.isEmpty || dotted.utf8.count > 16 ? "" : "." + dotted
        var start = ""
        for character in name {
            guard start.utf8.count + String(character).utf8.count + ending.utf8.count <= 64 else { break }
            start.append(character)
        }
        return start + ending
    }

    /// Whether a file's own name tells nothing of who made it, where or when, as `foto.jpg` and `bukti-2.pdf`: a common word or
    /// a letter, and small numbers, three at most of all.
    package static func isPlain(_ path: String) -> Bool {
        let name = Path.name(of: path)
        let ending = Path.ending(of: path)
        guard name.allSatisfy({ $0.isASCII }) else { return false }
        let start = ending.isEmpty ? name[...] : name.dropLast(ending.count + 1)
        guard let first = start.first, first.isLetter || first.isNumber else { return false }
        var parts: [String] = []
        for piece in start.lowercased().split(whereSeparator: { "-_ ".contains($0) }) {
            let letters = piece.prefix { $0.isLetter }
            let digits = piece.dropFirst(letters.count)
            guard digits.count <= 5, digits.allSatisfy(\.isNumber) else { return false }
            guard letters.count <= 1 || plainWords.contains(String(letters)) else { return false }
            parts += [letters, digits].filter { !$0.isEmpty }.map(String.init)
        }
        return (1...3).contains(parts.count)
            && parts.filter { $0.count == 1 && $0.first?.isLetter == true }.count <= 1
    }

    /// What people and programs call a file of which they say nothing.
    private static let plainWords: Set<String> = [
        "arsip", "attachment", "audio", "berkas", "bukti", "data", "document", "dokumen", "evidence", "file",
        "foto", "gambar",
        "image", "lampiran", "pesan", "photo", "pic", "picture", "rekaman", "report", "scan", "screenshot",
        "suara", "surat",
        "tangkapan", "layar", "test", "text", "teks", "video", "voice",
    ]

    /// What a file is called where its own name is nobody's business: `foto-1.jpg`.
    ///
    /// - Parameters:
    ///   - path: of the file; its ending stays, if it is a plain one.
    ///   - number: from 1, of the files that are sent together.
    /// - Returns: a word for its kind, the number and the ending.
    package static func plainName(_ path: String, number: Int) -> String {
        let word =
            switch kind(of: path) {
            case .photo: "foto"
            case .video: "video"
            case .audio: "suara"
            case .screenshot: "tangkapan"
            case .link: "tautan"
            default: "dokumen"
            }
        let ending = Path.ending(of: path)
        return "\(word)-\(number)" + (ending.isEmpty ? "" : ".\(ending)")
    }

    /// By the extension; a document where it says nothing.
    package static func kind(of path: String) -> EvidenceKind {
        let name = (path as NSString).lastPathComponent.lowercased()
        return switch (name as NSString).pathExtension {
        case "jpg", "jpeg", "png", "heic", "heif", "webp", "gif", "bmp", "tif", "tiff":
            name.contains("screenshot") || name.contains("tangkapan") ? .screenshot : .photo
        case "mp4", "mov", "mkv", "webm", "avi", "3gp", "m4v": .video
        case "mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "amr", "flac": .audio
        case "url", "webloc", "mhtml", "warc": .link
        default: .document
        }
    }
}

/// The bytes of a file to attach, slice by slice.
struct EvidenceReader {
    private let file: RegularFile
    private let name: String
    private let length: UInt64
    private var offset: UInt64 = 0

    fileprivate init(_ file: RegularFile, name: String, length: UInt64) {
        self.file = file
        self.name = name
        self.length = length
    }

    /// Up to 64 KiB; nil at the end.
    ///
    /// One that is shorter or longer than it was has changed.
    mutating func next() throws(EvidenceError) -> [UInt8]? {
        let count = Int(min(length.less(offset), UInt64(EvidenceFile.slice)))
        let bytes: [UInt8]
        do throws(FileError) { bytes = try file.read(at: offset, count: max(1, count)) } catch {
            throw .unreadable(path: name, error)
        }
        guard bytes.count == count else { throw .changed(name: name) }
        offset = offset.plus(UInt64(count))
        return count == 0 ? nil : bytes
    }
}
