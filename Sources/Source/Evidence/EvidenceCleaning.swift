package import Files
import Subprocess
import Wire

/// One attempt to remove what is hidden in a file.
///
/// The file itself is never touched: tools get its bytes, and work in memory, in a folder that is gone when this returns.
package struct EvidenceCleaning {
    /// What came of it.
    package enum Outcome {
        /// A copy without what was found, but for what could not be removed.
        case cleaned(RegularFile, removed: HiddenFindings, left: HiddenFindings, note: Note)
        /// The file itself: such a file hides nothing.
        case nothingHidden
        /// Nothing was removed; what was found is there still.
        case failed(EvidenceObstacle, found: HiddenFindings)
    }

    /// What removing did to what the file shows.
    package enum Note: Equatable, Sendable {
        /// Nothing.
        case same
        /// Its pages are pictures now.
        case pictures
        /// Comments and the history of changes are gone; parts that the tool does not know, too.
        case office
    }

    private let tools: EvidenceTools
    private let random: (Int) -> [UInt8]
    private let places: [String]
    private let isStopped: () -> Bool

    /// Nothing is run yet.
    ///
    /// - Parameters:
    ///   - tools: those that there are.
    ///   - places: see `PrivateFolder`.
    ///   - random: bytes for a folder's name.
    ///   - isStopped: asked whether the tools shall be ended.
    package init(
        tools: EvidenceTools, places: [String] = PrivateFolder.places, random: @escaping (Int) -> [UInt8],
        isStopped: @escaping () -> Bool
    ) {
        (self.tools, self.places, self.random, self.isStopped) = (tools, places, random, isStopped)
    }

    /// What is hidden in a file, as far as exiftool knows; nil where it is not there, has no room, or does not answer.
    package func look(_ file: RegularFile) -> EvidenceLook? {
        guard let exiftool = tools.exiftool, hasMemory(for: file.size) else { return nil }
        let output = exiftool.run(
            EvidenceLook.arguments, input: file, in: "/", limits: limits(file), isStopped: isStopped)
        return output.isGood ? EvidenceLook(output.lines) : nil
    }

    /// Removes what is hidden, and looks again.
    ///
    /// - Parameters:
    ///   - file: as it was opened.
    ///   - name: of the file; its ending counts where the bytes are an archive's.
    /// - Returns: a copy, or why there is none.
    package func clean(_ file: RegularFile, named name: String) -> Outcome {
        guard file.size > 0 else { return .nothingHidden }
        guard tools.exiftool == nil || hasMemory(for: file.size) else {
            return .failed(.noMemory, found: HiddenFindings())
        }
        guard let look = look(file), let type = look.type else {
            let start = try? file.read(at: 0, count: FileSignature.length)
            let isUnfamiliar = start.map { !FileSignature.mayHide($0) } ?? false
            let known: EvidenceObstacle = tools.exiftool == nil ? .noTool : .unknownType
            return .failed(isUnfamiliar ? .unfamiliar : known, found: HiddenFindings())
        }
        if Self.plainTypes.contains(type) { return .nothingHidden }
        if Self.exiftoolWrites.contains(type) {
            let outcome = withExiftool(file, look)
            guard case .cleaned(_, _, let left, _) = outcome, left.isEmpty else {
                // Another tool may do better, or the first one's answer stands.
                let other = withMAT2(file, look, ending: look.ending ?? "")
                if case .cleaned(_, _, let left, _) = other, left.isEmpty { return other }
                return outcome
            }
            return outcome
        }
        guard tools.mat2 != nil else { return .failed(.noTool, found: look.hidden) }
        return withMAT2(file, look, ending: type == "ZIP" ? Path.ending(of: name) : look.ending ?? "")
    }

    private func withExiftool(_ file: RegularFile, _ look: EvidenceLook) -> Outcome {
        guard let exiftool = tools.exiftool else { return .failed(.noTool, found: look.hidden) }
        guard hasMemory(for: file.size.times(2)),
            let folder = try? PrivateFolder(roomFor: file.size.plus(8 << 20), in: places, random: random)
        else { return look.hidden.isEmpty ? .nothingHidden : .failed(.noRoom, found: look.hidden) }
        let name = "clean.\(look.ending ?? "bin")"
        let output = exiftool.run(
            Self.removal + ["-o", name, "-"], input: file, in: folder.path, limits: limits(file),
            isStopped: isStopped)
        guard output.isGood, let clean = folder.take(name) else { return failure(output, look.hidden) }
        guard let after = self.look(clean) else { return failure(output, look.hidden) }
        return .cleaned(clean, removed: look.hidden, left: after.hidden, note: .same)
    }

    private func withMAT2(_ file: RegularFile, _ look: EvidenceLook, ending: String) -> Outcome {
        guard let mat2 = tools.mat2 else { return .failed(.noTool, found: look.hidden) }
        guard
            let folder = try? PrivateFolder(
                roomFor: file.size.times(4).plus(64 << 20), in: places, random: random)
        else { return .failed(.noRoom, found: look.hidden) }
        let (name, result) = ("1.\(ending)", "1.cleaned.\(ending)")
        guard (try? folder.copy(file, as: name)) != nil else { return .failed(.noRoom, found: look.hidden) }
        func run(_ arguments: [String]) -> SubprocessOutput {
            mat2.run(arguments, input: nil, in: folder.path, limits: limits(file), isStopped: isStopped)
        }
        let isArchive = look.type == "ZIP"
        let before = isArchive ? HiddenFindings(mat2: run(["-s", name]).lines) : look.hidden
        var output = run([name])
        var clean = folder.take(result)
        if clean == nil, isArchive {
            // A part that it does not know, as comments are.
            output = run([Subprocess.option("unknown-members", "omit"), name])
            clean = folder.take(result)
        }
        guard let clean else { return failure(output, before) }
        let left: HiddenFindings
        if isArchive {
            left = HiddenFindings(mat2: run(["-s", result]).lines)
        } else {
            guard let after = self.look(clean) else { return failure(output, before) }
            left = after.hidden
        }
        let note: Note = look.type == "PDF" ? .pictures : isArchive ? .office : .same
        return .cleaned(clean, removed: before, left: left, note: note)
    }

    private func failure(_ output: SubprocessOutput, _ found: HiddenFindings) -> Outcome {
        .failed(output.ending == .outOfTime ? .outOfTime : .unknownType, found: found)
    }

    /// Whether memory has room for so many bytes, and a tool beside them.
    private func hasMemory(for bytes: UInt64) -> Bool { tools.memory >= bytes.plus(64 << 20) }

    /// A minute, and a second for every 4 MiB.
    private func limits(_ file: RegularFile) -> Subprocess.Limits {
        Subprocess.Limits(seconds: (file.size >> 22).plus(60))
    }

    /// What has no place for anything hidden.
    private static let plainTypes: Set<String> = ["TXT", "CSV"]
    /// What exiftool takes hidden data from for good.
    private static let exiftoolWrites: Set<String> = [
        "JPEG", "PNG", "GIF", "WEBP", "TIFF", "HEIC", "HEIF", "AVIF", "MP4", "MOV", "M4A", "M4V", "3GP",
        "3G2",
    ]
    /// Everything goes but how the picture is turned; the times that a film must have are none.
    private static let removal =
        ["-m", "-q", "-api", "LargeFileSupport=1", "-all=", "-tagsfromfile", "@", "-Orientation"]
        + ["Create", "Modify", "TrackCreate", "TrackModify", "MediaCreate", "MediaModify"].map {
            "-QuickTime:\($0)Date=0"
        }
}
