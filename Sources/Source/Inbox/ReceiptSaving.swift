package import Console
package import Verification
import Words

/// Saves a receipt: the source's own choice, after a warning, before anything is fetched.
package struct ReceiptSaving: Sendable {
    private let address: SiteAddress
    private let output: String
    private let page: String?
    private let isConfirmed: Bool
    private let environment: Environment

    /// Nothing is asked or sent yet.
    ///
    /// - Parameters:
    ///   - address: the site that has the report.
    ///   - output: a new file.
    ///   - page: another one, for the same as a page to print; nil for none.
    ///   - isConfirmed: nobody is asked.
    ///   - environment: clock and person.
    package init(
        address: SiteAddress, output: String, page: String? = nil, isConfirmed: Bool, environment: Environment
    ) {
        self.address = address
        self.output = output
        self.page = page
        self.isConfirmed = isConfirmed
        self.environment = environment
    }

    /// Warns, asks, fetches and writes.
    ///
    /// - Parameter file: `-` for standard input; nil to ask at the terminal.
    /// - Returns: the inbox whose receipt was written.
    /// - Throws: `SavingError` for a path that is taken, before anything is asked, and where the person says
    ///   no; `DialogueStopped`; then what `Inbox.view` and `InboxView.saveReceipt` throw.
    package func run(codenameFile file: String?) async throws -> InboxView {
        let dialogue = environment.dialogue
        try SavedFile.receipt.check(output)
        if let page { try SavedFile.receiptPage.check(page) }
        dialogue.say(ReceiptText.warning.indonesian)
        dialogue.say(ReceiptText.warning.english)
        if dialogue.isInteractive, !isConfirmed {
            guard try dialogue.confirm(ReceiptText.goOn, otherwise: false) else {
                throw SavingError(.receipt, .declined)
            }
        }
        let view = try await Inbox(address: address, environment: environment).view(codenameFile: file)
        try view.saveReceipt(to: output, as: .receipt)
        if let page { try view.saveReceiptPage(to: page, in: dialogue.language) }
        return view
    }
}
