import Sealing
import Verification

/// A report's code, drawn, and its keys, before anything else: what deriving them takes of memory for a moment then does not come on
/// top of what a visit takes.
///
/// Nobody knows it yet: where nothing is sent it is void.
struct NewCode {
    let codename: Codename
    let keys: SourceKeys

    /// Draws and derives, which takes about 0.1 s and 32 MiB.
    ///
    /// - Parameters:
    ///   - address: of the site whose keys they are.
    ///   - random: bytes fit for keys.
    /// - Throws: `SubmissionError.noRandomness`; what `SourceKeys(of:at:)` throws.
    init(at address: SiteAddress, random: (Int) -> [UInt8]) throws {
        guard let codename = Codename(random: random(Codename.randomCount)) else {
            throw SubmissionError.noRandomness
        }
        self.codename = codename
        keys = try SourceKeys(of: codename, at: address)
    }
}
