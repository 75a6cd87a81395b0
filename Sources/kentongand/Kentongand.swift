import ArgumentParser
import Console
import Foundation
import Words

@main
struct Kentongand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kentongand",
        abstract: Phrase(
            "Untuk pengelola situs: server yang menerima laporan tersegel dan menjaga log publiknya.",
            "For operators: the server that takes sealed reports and keeps their public log.")(language),
        discussion: Phrase(
            """
            Mulai di sini:
              kentongand init --data /var/lib/kentongand --origin kentongan.contoh.id \\
                  --agency bawaslu.card --agency bkn.card --auditor ngo.card --root-key /media/usb/root.key
              kentongand serve --data /var/lib/kentongand
            Kunci akar dibawa keluar dari mesin ini; tidak ada yang dapat menggantikannya.
            Server tidak pernah memegang isi laporan, kode laporan, atau alamat pengunjung.
            """,
            """
            Start here:
              kentongand init --data /var/lib/kentongand --origin kentongan.example.org \\
                  --agency bawaslu.card --agency bkn.card --auditor ngo.card --root-key /media/usb/root.key
              kentongand serve --data /var/lib/kentongand
            Take the root key off this machine; nothing can replace it.
            The server never holds a report's words, a codename or a visitor's address.
            """)(language),
        version: version,
        subcommands: [
            Init.self, Serve.self, Status.self, Link.self, Config.self, SiteChange.self, Renew.self,
            Adopt.self,
            Recover.self,
        ])

    @OptionGroup var common: CommonOptions

    static func main() async {
        Foundation.exit(await Console.status(of: Kentongand.self))
    }
}

/// Where a site's files are.
struct DataOptions: ParsableArguments {
    @Option(help: say("Folder data situs.", "The site's data directory.", value: "DIR"))
    var data: String
}
