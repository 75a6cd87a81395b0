import Foundation

/// Somebody else's decoder of QR codes, and a rasteriser of their drawings.
package enum QRDecoder {
    private static let rasteriser = "/usr/bin/rsvg-convert"
    private static let decoder = "/usr/bin/zbarimg"

    /// Whether both are installed.
    package static var isThere: Bool {
        [rasteriser, decoder].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What a drawing in SVG holds, without the line feed behind it.
    package static func text(of svg: String) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write("code.svg", svg)
        _ = try output(of: rasteriser, ["-z", "4", folder.file("code.svg"), "-o", folder.file("code.png")])
        return String(try output(of: decoder, ["--raw", "-q", folder.file("code.png")]).dropLast())
    }

    /// The drawings that stand in a page.
    package static func drawings(in page: String) -> [String] {
        page.components(separatedBy: "<svg").dropFirst().compactMap { rest in
            rest.range(of: "</svg>").map { "<svg" + rest[..<$0.upperBound] }
        }
    }

    private static func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Missing() }
        return String(decoding: data, as: UTF8.self)
    }
}
