import ArgumentParser
import Console
import Source
import Words

/// What becomes of what is hidden in files to attach, and of their names.
struct EvidenceOptions: ParsableArguments {
    @Flag(name: .long, help: .init(HelpText.keepMetadata(language)))
    var keepMetadata = false

    @Flag(name: .long, help: .init(HelpText.keepNames(language)))
    var keepNames = false

    func choices(isAsking: Bool) -> EvidenceIntake.Choices {
        var choices = EvidenceIntake.Choices(isAsking: isAsking)
        (choices.keepsMetadata, choices.keepsNames) = (keepMetadata, keepNames)
        return choices
    }
}
