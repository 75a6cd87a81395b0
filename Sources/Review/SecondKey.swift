package import Keys
import Passphrases
import Verification
package import Wire

/// A second act key of an agency, as its holder keeps it: in a `reviewer.key`, or in another `agency.key`.
package enum SecondKey {
    /// Reads the newest act key of a file.
    ///
    /// - Parameters:
    ///   - path: of the file, which nobody else may read.
    ///   - agency: whose key it has to be.
    /// - Returns: a key that the site may not know.
    /// - Throws: `unreadable`, `passphrase`, `notAKey`.
    package static func read(_ path: String, of agency: AgencyCode) throws(IdentityError) -> SigningKey {
        let text: String
        do throws(KeyTextError) { text = try ProtectedText.read(path).text } catch {
            switch error {
            case .file(let error): throw .unreadable(path: path, error)
            case .passphrase(let fault): throw .passphrase(fault)
            }
        }
        let file = KeyText(text)
        guard file["agency"] == agency, let key = try? file.signingKeys("act").last else {
            throw .notAKey(path: path)
        }
        return key
    }
}
