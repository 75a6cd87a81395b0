import ArgumentParser
import Console
import Options
import Verification
import Words

/// Where a source's site is, how to get there, and whether its visit waits.
struct SourceOptions: ParsableArguments {
    @OptionGroup var site: SiteOptions

    @Flag(name: .long, help: .init(HelpText.now(language)))
    var now = false

    /// Reads them; nothing is looked up.
    func address() throws(VerificationError) -> SiteAddress {
        var address = try site.address()
        if now { address.pace.departure = 0 }
        return address
    }
}
