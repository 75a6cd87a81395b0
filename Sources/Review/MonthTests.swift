import AuditLog
import Cases
import Files
package import Verification
package import Wire
package import Words

/// Reports of a month that were tests.
package struct MonthTests: Equatable, Sendable {
    /// The month in which the log took them.
    package let month: CalendarMonth
    /// Ascending by index.
    package let canaries: [Canary]

    /// Parts of a size that a statement holds.
    var portions: [[Canary]] {
        stride(from: 0, to: canaries.count, by: 64).map { start in
            Array(canaries[start..<min(start + 64, canaries.count)])
        }
    }
}

/// Which of a list of tests can be named now.
package struct TestsToName: Equatable, Sendable {
    /// By month, the earliest first; what was named before is not in it.
    package let months: [MonthTests]
    /// Of months that are not over, or not in the log yet: nobody is to know them before.
    package let later: Int

    /// Sorts the list.
    ///
    /// - Parameters:
    ///   - ids: of reports, one a line, in full; lines that begin with `#` say nothing.
    ///   - outcome: of a run at the auditor's level from entry 0.
    ///   - now: seconds since 1970.
    /// - Throws: `test` for a line that is no id.
    package init(_ ids: String, in outcome: VerifyOutcome, now: UInt64) throws(AttestingError) {
        guard let site = outcome.descriptor, let clock = EpochClock(site), let newest = outcome.newestEpoch
        else { throw .notVerified }
        let named = Set(outcome.report.tests.map { $0.canary.commitment })
        let next = clock.scheduled(clock.promiseEpoch(at: now, lastCut: newest.number)) ?? .max
        var found: [CalendarMonth: [Canary]] = [:]
        var later = 0
        for line in ids.split(whereSeparator: \.isNewline) {
            let text = line.trimming(while: { $0 == " " || $0 == "\t" })
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            guard let commitment = Hash(hex: text) else { throw .test(String(text.prefix(80))) }
            guard !named.contains(commitment) else { continue }
            guard let record = try? outcome.records.report(commitment.hex),
                let epoch = outcome.epochs.number(holding: record.index),
                let scheduled = clock.scheduled(epoch)
            else {
                later += 1
                continue
            }
            let month = CalendarMonth(scheduled, zone: site.zone)
            guard month.end(in: site.zone) <= next else {
                later += 1
                continue
            }
            found[month, default: []].append(Canary(index: record.index, commitment: commitment))
        }
        months = found.sorted { $0.key < $1.key }.map { month, canaries in
            MonthTests(month: month, canaries: canaries.sorted { $0.index < $1.index })
        }
        self.later = later
    }
}

extension Substring {
    fileprivate func trimming(while matches: (Character) -> Bool) -> Substring {
        var rest = drop(while: matches)
        while let last = rest.last, matches(last) { rest = rest.dropLast() }
        return rest
    }
}

extension TestsToName {
    /// The list in a file, or on standard input for `-`.
    package static func read(_ path: String) throws(AttestingError) -> String {
        do throws(FileError) { return try Files.readText(path, limit: 1 << 20) } catch {
            throw .unreadable(path: path, error)
        }
    }
}
