import Files
package import Keys
import Sealing
package import Wire

/// A second act key of an agency, as its holder keeps it: in a `reviewer.key`, or in another `agency.key`.
package enum SecondKey {
    /// Reads the newest act key of a file.
    ///
    /// - Parameters:
    ///   - path: of the file, which nobody else may read.
    ///   - agency: whose key it has to be.
    /// - Returns: a key that the site may not know.
    /// - Throws: `unreadable`, `notAKey`.
    package static func read(_ path: String, of agency: AgencyCode) throws(IdentityError) -> SigningKey {
        let text: String
        do throws(FileError) {
            text = try Files.readSecretText(path, limit: KeyFile.limit, isClosedFolderEnough: true)
        } catch {
            throw .unreadable(path: path, error)
        }
        let file = KeyText(text)
        guard file["agency"] == agency, let key = try? file.signingKeys("act").last else {
            throw .notAKey(path: path)
        }
        return key
    }
}
