import ArgumentParser
import Console
import Foundation
import Options
import Sealing
import Verification
import Words

@main
struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kentongan-review",
        abstract: Phrase(
            "Untuk pemeriksa instansi dan auditor: membuka laporan, bertanya, memeriksa log.",
            "For reviewers of an agency and the auditor: open reports, ask, verify the log.")(language),
        discussion: Phrase(
            """
            Pertama kali, di instansi:
              kentongan-review keygen --agency bkpsdm --name "BKPSDM Kabupaten" --out kunci
              serahkan kunci/agency.card kepada pengelola situs; simpan kunci/identity.key di luar jaringan.
            Sehari-hari:
              kentongan-review list --site site.link --key kunci/agency.key
              kentongan-review open 1a2b3c4d --site site.link --key kunci/agency.key --out laporan-1
              kentongan-review verify --site site.link --key kunci/agency.key --state log.state
            Kode keluar: 0 baik, 1 diperiksa dan salah, 3 tidak semuanya dapat diperiksa, lainnya lihat sysexits(3).
            """,
            """
            Once, at the agency:
              kentongan-review keygen --agency bkpsdm --name "BKPSDM Kabupaten" --out keys
              hand keys/agency.card to the operator; take keys/identity.key offline.
            Every day:
              kentongan-review list --site site.link --key keys/agency.key
              kentongan-review open 1a2b3c4d --site site.link --key keys/agency.key --out report-1
              kentongan-review verify --site site.link --key keys/agency.key --state log.state
            Exit codes: 0 fine, 1 checked and false, 3 not everything could be checked, others as in sysexits(3).
            """)(language),
        version: version,
        subcommands: [
            Keygen.self, Keys.self, Sync.self, List.self, Show.self, Open.self, Export.self,
            Ask.self, Due.self, Label.self, Forget.self, Verify.self, Attest.self,
            VerifyReceipt.self, VerifyAuthor.self, OpenIdentity.self, ConsentCommand.self,
            Root.self, Endorse.self, DeskCommand.self, FiguresCommand.self, ActCommand.self, NoteCommand.self,
            AssignCommand.self, MergeCommand.self, ForwardCommand.self, CannotOpenCommand.self,
        ])

    @OptionGroup var common: CommonOptions

    static func main() async {
        Foundation.exit(await Console.status(of: Review.self))
    }
}

/// A site, and the key of the agency that asks it.
struct AgencyOptions: ParsableArguments {
    @OptionGroup var site: SiteOptions

    @Option(help: say("Berkas kunci: agency.key.", "Key file: agency.key.", value: "F"))
    var key: String

    @OptionGroup var passphrase: PassphraseOptions

    /// A connection on which the agency has shown who it is.
    func session(for command: String) async throws(VerificationError) -> (
        ReviewSession, AgencyKeyFile
    ) {
        let file = try KeyFile.read(key)
        _ = try file.agency(for: command)
        let session = try await ReviewSession.open(try site.address(), key: file)
        return (session, try session.key.agency(for: command))
    }
}
