import Files

/// How an epoch takes reports, in as few words as there are: what an operator is told, and no count.
package enum Intake: String, CaseIterable, Sendable {
    /// Everything is taken.
    case open
    /// Reports bring work, or luck.
    case paced
    /// No report is taken until the next epoch.
    case full
}

extension DataDirectory {
    private var intakeFile: String { file("intake") }

    /// As the server wrote it last; open where it wrote nothing.
    package var intake: Intake {
        let text = (try? Files.readText(intakeFile, limit: 16)) ?? ""
        return Intake.allCases.first { "\($0.rawValue)\n" == text } ?? .open
    }

    /// Writes it for `status`, where it is another one.
    func note(_ intake: Intake) {
        guard self.intake != intake else { return }
        // A full disk keeps nobody from anything: the operator is told all the same.
        try? Files.replace(intakeFile, [UInt8]("\(intake.rawValue)\n".utf8), secret: true)
    }
}
