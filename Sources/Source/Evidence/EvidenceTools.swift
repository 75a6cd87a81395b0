import Files
package import Subprocess

/// The programs that look for what is hidden in files and remove it, as far as they are installed.
///
/// exiftool reads nearly everything, and removes without touching the picture or the sound. mat2 is for what exiftool cannot
/// write, or not for good: what exiftool removes from a PDF can be brought back.
package struct EvidenceTools: Equatable, Sendable {
    /// Debian: libimage-exiftool-perl.
    package var exiftool: Subprocess?
    /// Debian: mat2.
    package var mat2: Subprocess?
    /// Bytes of memory that they may have: exiftool keeps all of what it reads from its standard input.
    package var memory = UInt64.max

    /// Takes what there is.
    package init(exiftool: Subprocess?, mat2: Subprocess?) {
        (self.exiftool, self.mat2) = (exiftool, mat2)
    }

    /// Those of this machine.
    package static var installed: EvidenceTools {
        var tools = EvidenceTools(exiftool: Subprocess(named: "exiftool"), mat2: Subprocess(named: "mat2"))
        if let bytes = AvailableMemory.bytes { tools.memory = bytes }
        return tools
    }
}

/// Why what is hidden in a file was not removed.
package enum EvidenceObstacle: Equatable, Sendable {
    /// Neither tool is there, or not the one for this kind of file.
    case noTool
    /// No tool knows this file though it is of a kind that hides things, or it is broken.
    case unknownType
    /// Nothing is known of this kind of file, and its first bytes are of none that is known to hide things.
    case unfamiliar
    /// Memory has no room for a tool to look at so large a file.
    case noMemory
    /// Memory has no room for a copy, and a disk would keep it.
    case noRoom
    /// A tool took too long.
    case outOfTime
}
