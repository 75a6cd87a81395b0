package import ArgumentParser
import Console
package import Verification
import Words

/// A receipt, and the keys to check it by.
package struct ReceiptOptions: ParsableArguments {
    /// The receipt.
    @Argument(help: say("Berkas tanda terima (.tlog-proof).", "The receipt (.tlog-proof).", value: "FILE"))
    package var file: String

    /// A file with the site's descriptor.
    @Option(
        help: say(
            "Keterangan situs yang tersimpan (site.descriptor).",
            "A saved site descriptor (site.descriptor).",
            value: "F"))
    package var siteDescriptor: String?

    /// The site's link, or a file that holds one.
    @Option(
        help: say(
            "Tautan situs, yang sidik jarinya harus cocok dengan keterangan itu.",
            "The site's link, whose fingerprint the descriptor must have.", value: "L"))
    package var link: String?

    /// A tlog-policy file.
    @Option(help: say("Berkas kebijakan saksi (tlog-policy).", "A C2SP tlog-policy file.", value: "F"))
    package var policy: String?

    /// A file with the log's vkey.
    @Option(help: say("Berkas kunci catatan publik (vkey).", "File with the log's vkey.", value: "F"))
    package var vkey: String?

    /// Files with a witness's vkey each.
    @Option(
        parsing: .singleValue,
        help: say(
            "Berkas kunci saksi (vkey); boleh diulang.", "File with a witness's vkey; may be repeated.",
            value: "F"))
    package var witness: [String] = []

    /// Witnesses that must have cosigned; nil for all.
    @Option(
        help: say(
            "Banyaknya saksi yang harus menandatangani (bawaan: semuanya).",
            "How many of the witnesses must be there (default: all).", value: "N"), transform: whole(0...16))
    package var quorum: Int?

    /// As ArgumentParser makes it.
    package init() {}

    /// Checks the receipt by these keys; nothing is fetched.
    package func check() throws(VerificationError) -> ReceiptCheck {
        let pins = try ReceiptPins(
            descriptor: siteDescriptor, link: link, policy: policy, logKey: vkey, witnesses: witness,
            quorum: quorum)
        return try ReceiptCheck(path: file, pins: pins)
    }
}
