import Files
import Keys
package import Primitives
import Sealing
import Wire

/// What a colleague makes, who signs acts besides the agency's first key: an act key, and its public half for the renewal that names it.
package struct ReviewerKeygen: Sendable {
    private let code: AgencyCode

    /// Checks the code; makes nothing yet.
    ///
    /// - Throws: `code` for one outside its bounds.
    package init(code: String) throws(KeygenError) {
        guard AgencyCodeRule.isCode(code) else { throw .code(code) }
        self.code = code
    }

    /// Makes the key.
    ///
    /// - Parameters:
    ///   - directory: made where it is not there; none of the files may exist.
    ///   - passphrase: protects what is secret; nil where nothing does.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: paths of both files.
    /// - Throws: `exists`, `folder` and `noRandomness` before any file is written; then `unwritable`.
    package func create(
        in directory: String, passphrase: Secret? = nil, random: (Int) -> [UInt8]
    ) throws(KeygenError) -> NewReviewer {
        let folder = try KeyFolder(
            directory, names: ["reviewer.key", "reviewer.pub"], passphrase: passphrase)
        let act = try newKey(random)
        let secret = """
            # kentongan reviewer key: signs acts of the agency as a second person
            # agency: \(code)
            # act: \(act.seed.hex)

            """
        let shown = """
            # kentongan reviewer key, public half
            # agency: \(code)
            # reviewer: \(act.key.publicKey.hex)

            """
        return NewReviewer(
            key: try folder.write(secret: "reviewer.key", secret, random: random),
            shown: try folder.write("reviewer.pub", shown))
    }

    /// Reads a public half.
    static func read(_ path: String, of agency: AgencyCode) throws(KeysRenewalError) -> PublicKey {
        let text: String
        do throws(FileError) { text = try Files.readText(path, limit: KeyFile.limit) } catch {
            throw .reviewerFile(path: path, error)
        }
        let file = KeyText(text)
        guard file["agency"] == agency, let key = file["reviewer"].flatMap({ PublicKey(hex: $0) }) else {
            throw .notAReviewer(path: path)
        }
        return key
    }
}

/// The files of a new reviewer.
package struct NewReviewer: Equatable, Sendable {
    /// `reviewer.key`, secret.
    package let key: String
    /// `reviewer.pub`, for whoever renews the agency's keys.
    package let shown: String
}
