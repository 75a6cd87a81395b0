package import Words
import Files
import Foundation

/// How the log stands with one configured witness: what `status` shows.
///
/// No time, and nothing about anybody.
package struct WitnessStanding: Equatable, Sendable {
    /// As it is configured.
    package let url: String
    /// Entries of the newest checkpoint that it cosigned; 0 for none.
    package var size: UInt64 = 0
    var outcome: WitnessOutcome = .waiting
    /// Of the descriptor's witnesses: those whose cosignatures came from there.
    package var names: [String] = []

    init(url: String) {
        self.url = url
    }

    /// One word, for scripts.
    package var state: String { outcome.word }
    /// In words, for the operator.
    package var meaning: Phrase { outcome.meaning }
}

/// `witnesses.status` in the data directory, a line for each address..
///
///     kentongan witnesses 1
///     <url> <size> <outcome> [<name>…]
enum WitnessStatusFile {
    private static let title = "kentongan witnesses 1"

    static func text(_ standings: [WitnessStanding]) -> String {
        var text = title + "\n"
        for standing in standings {
            let parts = [standing.url, "\(standing.size)", standing.outcome.word] + standing.names
            text += parts.joined(separator: " ") + "\n"
        }
        return text
    }

    /// Nil for another file than `text` writes.
    static func read(_ text: String) -> [WitnessStanding]? {
        let lines = text.split(separator: "\n")
        guard lines.first.map(String.init) == title else { return nil }
        var standings: [WitnessStanding] = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ")
            guard parts.count >= 3, let size = UInt64(parts[1]), let outcome = WitnessOutcome(parts[2]) else {
                return nil
            }
            var standing = WitnessStanding(url: String(parts[0]))
            standing.size = size
            standing.outcome = outcome
            standing.names = parts.dropFirst(3).map { String($0) }
            standings.append(standing)
        }
        return standings
    }
}

extension DataDirectory {
    var witnessStatus: String { file("witnesses.status") }
    /// A checkpoint that this log's key signed and its database does not have, as a witness showed it.
    var evidence: String { file("evidence.checkpoint") }

    /// None where there is no such file.
    func readWitnesses() -> [WitnessStanding] {
        guard let text = try? Files.readText(witnessStatus, limit: 1 << 16) else {
            return []
        }
        return WitnessStatusFile.read(text) ?? []
    }
}
