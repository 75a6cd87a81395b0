package import Console
import Foundation
package import Verification
package import Words

/// Saves a receipt: the source's own choice, after a warning, before anything is fetched.
package struct ReceiptSaving: Sendable {
    private let address: SiteAddress
    private let output: String
    private let isConfirmed: Bool
    private let environment: Environment

    /// - Parameters:
    ///   - output: a new file.
    ///   - isConfirmed: nobody is asked.
    package init(address: SiteAddress, output: String, isConfirmed: Bool, environment: Environment) {
        self.address = address
        self.output = output
        self.isConfirmed = isConfirmed
        self.environment = environment
    }

    /// - Parameter file: `-` for standard input; nil to ask at the terminal.
    package func run(codenameFile file: String?) async throws(Failure) -> InboxView {
        let dialogue = environment.dialogue
        guard !FileManager.default.fileExists(atPath: output) else {
            throw Failure(.outputExists, "--out: '\(output)' exists already", field: "--out")
        }
        dialogue.say(ReceiptText.warning.indonesian)
        dialogue.say(ReceiptText.warning.english)
        if dialogue.isInteractive, !isConfirmed {
            guard try dialogue.confirm(ReceiptText.goOn, otherwise: false) else {
                throw Failure(.usage, ReceiptText.stopped(dialogue.language))
            }
        }
        let view = try await Inbox(address: address, environment: environment).view(codenameFile: file)
        try view.saveReceipt(to: output, field: "--out")
        return view
    }
}

/// What is said about receipts.
package enum ReceiptText {
    package static let warning = Phrase(
        "PERINGATAN: siapa pun yang memegang berkas ini dapat menunjukkan bahwa pemegangnya melapor, dan laporan yang mana.",
        "WARNING: whoever holds this file shows that they reported, and which report is theirs.")
    static let goOn = Phrase("Simpan?", "Save it?")
    static let stopped = Phrase("dihentikan; tidak ada yang disimpan", "stopped; nothing was saved")
    package static let saved = Phrase("Bukti pencatatan disimpan di", "Receipt saved in")
}
