package import Testing

/// What a test needs that not every machine has.
///
/// A test that does not run says so by one of these and by nothing else: tools/skips.txt tells for each how one finds out
/// whether it is there, and `.ci/run` fails on a test that was skipped although it is.
package enum Need: String, CaseIterable, Sendable {
    /// Packages age and bsdutils: `age`, and `script`, which gives it a passphrase.
    case age
    /// Package chromium, and python3 to read what it prints.
    case chromium
    /// Debian's Chromium and Firefox, and what tools/desk/requirements.txt lists, in .build/desk-venv.
    case browsers
    /// A system that writes core files beside the program, as its core_pattern says.
    case coreFiles
    /// A C compiler, python3 with sqlite3, and the programs beside the tests.
    case crashTools
    case curl
    /// Package libimage-exiftool-perl.
    case exiftool
    case faketime
    /// FUSE with its Python binding, and the right to mount with it.
    case fuse
    /// `tools/test --long`.
    case long
    case mat2
    /// The right to mount a small disk.
    case mount
    case openssl
    /// The program's own heap, and not a sanitizer's, which keeps what was given back and locks nothing.
    case ownHeap
    /// The right to follow another process.
    case ptrace
    case root
    case sqlite3
    case strace
    /// A decoder of QR codes and a rasteriser of their drawings.
    case zbar
    /// Tor, which makes a network of this machine's own.
    case tor

    /// What the runner prints behind "skipped".
    package var comment: Comment { "needs: \(rawValue)" }
}

extension Trait where Self == ConditionTrait {
    /// Runs the test only where what it needs is there.
    package static func needs(
        _ need: Need, _ isThere: @autoclosure @escaping @Sendable () throws -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> Self {
        .enabled(need.comment, sourceLocation: sourceLocation) { try isThere() }
    }
}

/// Says that a part of a test is not run, as tools/checks/skips.py reads it.
package func tellSkipped(needing need: Need, sourceLocation: SourceLocation = #_sourceLocation) {
    print("➜ skipped at \(sourceLocation.fileID):\(sourceLocation.line): \"\(need.comment)\"")
}

/// Ends a test that finds out on the way that what it needs is missing.
package func skip(needing need: Need, sourceLocation: SourceLocation = #_sourceLocation) throws -> Never {
    tellSkipped(needing: need, sourceLocation: sourceLocation)
    try Test.cancel(need.comment, sourceLocation: sourceLocation)
}
