import Foundation
import Keys
import Primitives
package import Wire

/// A file to attach, as it was when it was read first: only its base name, length and hash are told to anyone.
package struct EvidenceFile: Equatable, Sendable {
    /// Files of one report.
    package static let limit = 8
    /// Bytes read at once: of twice as many, malloc would give each back to the system, to be faulted in anew.
    static let slice = 1 << 16

    /// Where it is read from, each time.
    package let path: String
    /// What a report says of it; whether it shows the source, only the source can tell.
    package var evidence: Evidence

    /// Hashes the file in slices.
    package init(_ path: String) throws(EvidenceError) {
        let name = Self.wireName(path)
        var reader = try EvidenceReader(path)
        var hash = SHA256Stream()
        var length: UInt64 = 0
        while let bytes = try reader.next() {
            hash.update(bytes)
            length = length.plus(UInt64(bytes.count))
        }
        self.path = path
        evidence = Evidence(
            kind: Self.kind(of: path), name: name, length: length, hash: hash.finalize(),
            metadataRemoved: false,
            showsReporter: false)
    }

    /// The base name, of at most 64 bytes: a longer one keeps its start and its extension.
    package static func wireName(_ path: String) -> String {
        let name = (path as NSString).lastPathComponent
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
    private let handle: FileHandle
    private let name: String

    init(_ path: String) throws(EvidenceError) {
        name = EvidenceFile.wireName(path)
        var isFolder = ObjCBool(false)
        let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists else { throw .missing(path: path) }
        guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path)
        }
        self.handle = handle
    }

    /// Up to 64 KiB; nil at the end.
    mutating func next() throws(EvidenceError) -> [UInt8]? {
        do {
            guard let data = try handle.read(upToCount: EvidenceFile.slice), !data.isEmpty else { return nil }
            return [UInt8](data)
        } catch {
            throw .unreadable(path: name)
        }
    }
}
