package import Wire

/// Which agencies a report should not reach because the person reported on stands above them or in them.
///
/// The local line runs to the head of the region; a report on the head, the acting head or the secretary would reach
/// the accused. A report on someone of the election bodies leaves the local supervisor out. It is advice:
/// the source decides.
package enum ConflictRule {
    /// The agencies of `agencies` that a report about such a person should not reach, in their order.
    package static func excluded(for level: SubjectLevel, unit: String, among agencies: [AgencyCode])
        -> [AgencyCode]
    {
        agencies.filter { conflicted(level: level, unit: unit).contains($0) }
    }

    private static func conflicted(level: SubjectLevel, unit: String) -> Set<AgencyCode> {
        switch level {
        case .pjKepalaDaerah, .kepalaDaerah, .sekda: return local
        case .penyelenggara: return ["bawaslu_kabkota"]
        default: break
        }
        let name = Array(unit.lowercased().utf8)
        let ownUnit = units.contains { holds(name, Array($0.utf8)) }
        return ownUnit ? local : []
    }

    /// Whether `part` stands in `text`.
    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        text.indices.contains { text[$0...].starts(with: part) }
    }

    private static let units = ["bkpsdm", "bpksdm", "bkd", "inspektorat"]
    private static let local: Set<AgencyCode> = ["bkpsdm", "ppk_kepala_daerah", "inspektorat"]
}
