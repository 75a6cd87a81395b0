/// Whether a file may hide who made it, by its first bytes alone: no tool is asked.
///
/// The kinds are those that carry texts, places or times beside what they show: pictures, films, sound, documents, archives,
/// raw pictures of cameras. Signatures: the kinds' own specifications, as `file` and exiftool know them.
enum FileSignature {
    /// How much of a file is looked at, in bytes.
    static let length = 1_024

    /// - Parameter start: the file's first bytes, `length` of them if it has as many.
    /// - Returns: false for what has none of the signatures, as plain text and ciphertext have not.
    static func mayHide(_ start: [UInt8]) -> Bool {
        signatures.contains { start.dropFirst($0.offset).starts(with: $0.bytes) } || isMarkup(start)
            || contains(Array("%PDF-".utf8), start)
    }

    /// XML, SVG, HTML and RTF are text, with places for names and links; a byte order mark or blanks may stand before.
    private static func isMarkup(_ start: [UInt8]) -> Bool {
        let blank: Set<UInt8> = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00, 0x20, 0x09, 0x0a, 0x0d]
        let first = start.drop { blank.contains($0) }.filter { $0 != 0 }
        return first.starts(with: "{\\rtf".utf8) || first.starts(with: "%!PS".utf8)
            || first.first == UInt8(ascii: "<") && first.count > 1
                && "!?abdefghijklmnopqrstuvwxyz"
                    .utf8.contains(first[1] | (first[1] >= 0x41 && first[1] <= 0x5a ? 0x20 : 0))
    }

    private static func contains(_ part: [UInt8], _ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: part) }
    }

    private static let signatures: [(offset: Int, bytes: [UInt8])] =
        [
            (0, [0xff, 0xd8, 0xff]), (0, [0x89] + Array("PNG".utf8)), (0, Array("GIF8".utf8)),
            (0, Array("II*\0".utf8)), (0, Array("MM\0*".utf8)), (0, Array("II+\0".utf8)),
            (0, Array("MM\0+".utf8)),
            (0, Array("IIU\0".utf8)), (0, Array("IIRO".utf8)), (0, Array("IIRS".utf8)),
            (0, Array("FUJIFILM".utf8)),
            (0, [0] + Array("MRM".utf8)), (0, Array("FOVb".utf8)), (0, Array("8BPS".utf8)),
            (0, [0, 0, 0, 12] + Array("jP".utf8)), (0, [0, 0, 0, 12] + Array("JXL".utf8)), (0, [0xff, 0x0a]),
            (0, [0xff, 0x4f, 0xff, 0x51]), (0, [0xc5, 0xd0, 0xd3, 0xc6]), (0, Array("AT&TFORM".utf8)),
            (0, Array("gimp xcf".utf8)), (0, Array("RIFF".utf8)), (0, Array("RIFX".utf8)),
            (0, Array("RF64".utf8)),
            (0, Array("FORM".utf8)), (0, [0x1a, 0x45, 0xdf, 0xa3]), (0, Array("OggS".utf8)),
            (0, Array("fLaC".utf8)),
            (0, Array("ID3".utf8)), (0, Array("MAC ".utf8)), (0, Array("wvpk".utf8)), (0, Array(".snd".utf8)),
            (0, Array("caff".utf8)), (0, Array("FLV".utf8)), (0, Array(".RMF".utf8)),
            (0, [0x30, 0x26, 0xb2, 0x75]), (0, [0, 0, 1, 0xba]), (0, [0, 0, 1, 0xb3]),
            (0, Array("PK".utf8)), (0, [0xd0, 0xcf, 0x11, 0xe0]), (0, Array("7z".utf8) + [0xbc, 0xaf]),
            (0, Array("Rar!".utf8)), (0, [0x1f, 0x8b]), (0, Array("BZh".utf8)),
            (0, [0xfd] + Array("7zXZ".utf8)),
            (0, [0x28, 0xb5, 0x2f, 0xfd]), (257, Array("ustar".utf8)), (0, Array("SQLite format 3".utf8)),
            (0, [0x7f] + Array("ELF".utf8)), (0, Array("MZ".utf8)), (0, Array("From ".utf8)),
            (0, Array("BEGIN:V".utf8)),
        ]
        // The atoms that QuickTime's and MPEG-4's files begin with.
        + ["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"].map { (4, Array($0.utf8)) }
        // The second byte of a frame of MPEG sound: version and layer.
        + [0xfb, 0xfa, 0xf3, 0xf2, 0xe3, 0xe2, 0xf1, 0xf9].map { (0, [0xff, $0]) }
}
