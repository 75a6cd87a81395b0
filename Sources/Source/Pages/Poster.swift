import AuditLog
package import Console
import QRCode
package import Verification
import Visit
import Wire
package import Words

/// A page to print and put up: a site's link, and how one reports there, in plain words.
///
/// Made after the two visits that every command makes: a poster of a site that is not the link's would mislead a town.
package struct Poster: Sendable {
    private let link: String
    private let descriptor: SiteDescriptor

    /// Visits the site, with decoys.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - environment: clock, randomness and person.
    /// - Returns: a poster of the site as the look showed it.
    /// - Throws: `VerificationError` where it is not reached or not the link's.
    package static func make(_ address: SiteAddress, environment: Environment) async throws -> Poster {
        let visits = CommandVisits(address, environment: environment)
        let began = environment.now()
        let seen = try await visits.look()
        try await visits.decoy(behind: seen, began: began)
        return Poster(link: address.link.description, descriptor: seen.site.descriptor)
    }

    /// Writes the page.
    ///
    /// - Parameters:
    ///   - path: a new file.
    ///   - language: what it is written in.
    /// - Throws: why it is not written; a path that is taken stays as it is.
    package func save(to path: String, in language: Language) throws(SavingError) {
        guard let code = QRCode(Array(link.utf8)) else {
            throw SavingError(.poster, .unencodable(detail: nil))
        }
        try SavedFile.poster.create(path, page(code, language).bytes)
    }

    private func page(_ code: QRCode, _ language: Language) -> PrintedPage {
        PrintedPage(
            PosterText.title, in: language,
            body: """
                <p>\(PosterText.lead(language))</p>
                <div class="head">
                \(.figure(code, PosterText.link(language)))
                <div>
                <p>\(PosterText.compare(language))</p>
                <p><code>\(link)</code></p>
                </div>
                </div>
                <h2>\(PosterText.how(language))</h2>
                <ol>
                \(HTML(each: PosterText.steps) { "<li>\(HTML(commands: $0(language)))</li>" })
                </ol>
                <h2>\(PosterText.readers(language))</h2>
                <ul>
                \(HTML(each: descriptor.agencies) { "<li>\($0.name): \($0.kind.does(language))</li>" })
                </ul>
                <p>\(PosterText.exclusion(language))</p>
                <h2>\(PosterText.limits(language))</h2>
                <ul>
                \(HTML(each: PosterText.limitList) { "<li>\($0(language))</li>" })
                </ul>
                <p>\(PosterText.site(language)): <code>\(descriptor.origin)</code></p>
                """)
    }

    /// The link that the poster shows, and the file.
    package func json(_ path: String) -> JSON { ["file": .string(path), "link": .string(link)] }

    /// The same for a person.
    package func text(_ path: String, _ language: Language) -> String {
        "\(PosterText.saved(language)): \(Foreign(path))\n\(PosterText.print(language))"
    }
}
