import AuditLog
import Console
import Files
import Foundation
import Keys
import RPC
import Sealing
@testable import Server
import Source
import Storage
import TestSupport
import Testing
import Verification
import Visit
import Wire

/// What a server's disk holds after a busy session: no words of anybody, no codename, no address, no time finer than an epoch.
@Suite(.timeLimit(.minutes(3))) struct LeftBehindTests {
    /// A thing that must be in no file, in one of the forms in which it could be there.
    private struct Needle {
        let name: String
        let bytes: [UInt8]
    }

    @Test func nothing_of_a_session_is_left() async throws {
        var site = try await TestSite.make()
        site.configuration.publishDirectory = site.folder.file("public")
        let notices = Notices()
        var needles: [Needle] = []
        let begin = UInt64(Date().timeIntervalSince1970)
        try await site.serving(notices: notices) { daemon in
            for (number, offset) in [417, 1_289, 2_903].enumerated() {
                // Moments of the site's clock within its hour.
                site.clock.set(site.due(number == 2 ? 1 : 0) + UInt64(offset))
                let source = try TestSource(site)
                let visit = try await daemon.visit(site)
                let promised = try await visit.submit(source.submission(to: visit.site))
                _ = try await visit.send(
                    .reply(
                        source.reply(
                            to: visit.site.keys[1], about: promised.promise.commitment, counter: 0, visit))
                ).promised()
                _ = try await daemon.visit(site).inbox(source)
                needles += Self.needles(of: source.codename) + Self.needles(of: site.clock.now)
                needles.append(
                    Needle(name: "mailbox in words", bytes: Array(source.keys.mailbox.publicKey.hex.utf8)))
                await visit.close()
                // While it runs: the write-ahead log as well.
                try search(site, needles + Self.words, notices)
                if number == 1 { try await site.close(1, daemon) }
            }
            try await site.close(2, daemon)
        }
        let end = UInt64(Date().timeIntervalSince1970)
        for second in begin...end where second % TestSite.epochSeconds != 0 {
            needles += Self.needles(of: second)
        }
        let names = try search(site, needles + Self.words + Self.addresses(site), notices)
        #expect(names.contains("data/log.sqlite"))
        #expect(names.contains("data/payload.sqlite"))
        #expect(names.contains { $0.hasPrefix("public/tile/") })
        // Control: what is there is found, in a file and in a database.
        #expect(throws: Found.self) {
            try search(site, [Needle(name: "origin", bytes: Array(site.made.origin.utf8))], notices)
        }
        let due = Self.needles(of: site.due(1))
        #expect(throws: Found.self) { try search(site, due, notices) }
    }

    private struct Found: Error {
        let name: String
        let file: String
    }

    /// Looks through every byte of every file of the site but those of its agencies, and through all that was told.
    ///
    /// - Returns: the files, by their paths in the site's folder.
    @discardableResult
    private func search(_ site: TestSite, _ needles: [Needle], _ notices: Notices) throws -> [String] {
        let names = try ["data", "public"].flatMap { place in
            try site.folder.names(place).map { "\(place)/\($0)" }
        }
        let told = Array(notices.all.joined(separator: "\n").utf8)
        for (name, bytes) in try names.map({ ($0, try site.folder.bytes($0)) }) + [("what was told", told)] {
            let data = Data(bytes)
            for needle in needles where data.range(of: Data(needle.bytes)) != nil {
                throw Found(name: needle.name, file: name)
            }
        }
        return names
    }

    // MARK: Needles

    /// The story, the answer, in the forms of texts.
    private static var words: [Needle] {
        ["Beras berstiker", "balai desa", "Ujungrimba", "Besok."].flatMap { text in
            [
                Needle(name: text, bytes: Array(text.utf8)),
                Needle(
                    name: "\(text), UTF-16", bytes: text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }),
            ]
        }
    }

    /// Any two words of the code, one behind the other.
    private static func needles(of codename: Codename) -> [Needle] {
        let words = codename.words.split(separator: " ")
        return zip(words, words.dropFirst()).flatMap { first, second in
            [" ", "-", ",", "\n", "\0", ""].map {
                Needle(name: "words of a code", bytes: Array("\(first)\($0)\(second)".utf8))
            }
        }
    }

    /// A second since 1970 as a text, which begins those of milliseconds and microseconds, and as numbers of 8 bytes; of
    /// milliseconds the first five.
    private static func needles(of second: UInt64) -> [Needle] {
        func big(_ number: UInt64) -> [UInt8] {
            (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
        }
        let real = Double(second)
        let day = Date(timeIntervalSince1970: real).formatted(.iso8601)
        return [
            Needle(name: "\(second)", bytes: Array("\(second)".utf8)),
            Needle(name: "\(second) as a number", bytes: big(second)),
            Needle(name: "\(second) as a number", bytes: big(second).reversed()),
            Needle(name: "\(second) as a real number", bytes: Array(big(real.bitPattern).prefix(6))),
            Needle(name: "\(second) as a time", bytes: Array(day.utf8)),
            Needle(name: "\(second) as a time", bytes: Array(day.dropFirst(11).prefix(8).utf8)),
        ]
    }

    /// A client's address as a text with a port that is not the site's own, and as the system has it.
    private static func addresses(_ site: TestSite) -> [Needle] {
        let ports = (1...9).map { "127.0.0.1:\($0)" }
        return ports.map { Needle(name: "an address", bytes: Array($0.utf8)) } + [
            Needle(name: "an address", bytes: Array("::ffff:127.0.0.1".utf8)),
            Needle(name: "an address", bytes: Array("[::1]:".utf8)),
        ]
    }
}
