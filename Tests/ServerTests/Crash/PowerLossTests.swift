import AuditLog
import Foundation
import Sealing
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire

extension CrashTests {
    /// The server on a disk whose power goes: `tools/crash/powerfs.py`.
    @Suite(
        .needs(.fuse, try CrashTools.canMount()))
    struct PowerLossTests {
        static let cuts = isLongRun ? 100 : 6

        @Test func power_cuts_lose_no_promise() async throws {
            var random = SeededRandom("power")
            let crash = try await CrashSite.make()
            // A disk for ten cuts: its log grows all the time.
            for first in stride(from: 1, through: Self.cuts, by: 10) {
                try await cut(first...min(first + 9, Self.cuts), crash, &random)
            }
        }

        private func cut(
            _ numbers: ClosedRange<Int>, _ crash: CrashSite, _ random: inout SeededRandom
        ) async throws {
            let disk = try await PowerDisk(crash.template)
            let clock = try MovedClock(disk.place.scratch + "/clock", before: 2, of: crash.site)
            let server = try await CrashServer.start(disk.place, clock: clock)
            let ledger = crash.ledger.copy()
            let load = Load(crash, ledger, clock, clients: 2, link: { server.link }, place: disk.place)
            load.start(epochEvery: .milliseconds(400))
            var lines: [String] = []
            for number in numbers {
                let policy = PowerDisk.policies[number % PowerDisk.policies.count]
                // At least one more answer, then any moment.
                let known = ledger.contents.promises.count
                try await waiting("promises") { ledger.contents.promises.count > known ? () : nil }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...300, using: &random)))
                try #require(server.isRunning)
                let folder = try TemporaryFolder()
                let image = Place(folder: folder.path)
                let (promised, epoch) = (ledger.copy(), clock.epoch)
                try disk.cut(policy, seed: .random(in: 0...999_999, using: &random), to: image.folder)
                let own = try MovedClock(folder.file("clock"), before: epoch + 2, of: crash.site)
                try await crash.goOn(image, promised, own, "cut \(number), \(policy)")
                lines.append("\(policy) \(promised.contents.promises.count)")
                if number == numbers.upperBound { try await crash.verify(image, own, "cut \(number)") }
            }
            try await load.stop()
            server.kill()
            print("power: cuts \(numbers), with promises until then: \(lines.joined(separator: ", "))")
            print("power: the disk had \(try disk.counts())")
        }

        /// A call of a close fails or is the last one, the close is finished nevertheless, and then the power goes: what
        /// it found on the disk when it went on was not durable either, and it must not build on it.
        ///
        /// In the suite the sync of the guard's new name, which says that the disk is full, and a kill where the names
        /// of published tiles are to be synced.
        @Test(.needs(.ptrace, try CrashTools.canTrace()))
        func close_that_went_on_builds_on_nothing_that_is_not_durable() async throws {
            let crash = try await CrashSite.make()
            let calls = try await closeCalls(crash)
            let rename = try #require(
                calls.firstIndex { $0.name.hasPrefix("rename") && $0.file == "guard.new" })
            let sync = try #require(calls[rename...].firstIndex { $0.name == "fsync" && $0.file == "." })
            let tiles = try #require(
                calls.firstIndex { $0.name == "fsync" && $0.file.hasPrefix("tile") })
            var chosen: [(index: Int, fault: Fault)] = [(sync, .full), (tiles, .kill)]
            if isLongRun {
                let syncing = ["fsync", "fdatasync", "ftruncate", "unlink", "unlinkat", "rename", "renameat"]
                chosen += calls.indices.filter { syncing.contains(calls[$0].name) }.map { ($0, .kill) }
            }
            for (index, fault) in chosen {
                // A tick of the server, every 30 s, may come between, on a busy machine more often: then the fault struck
                // elsewhere, and says nothing.
                var isStruck = false
                for _ in 0..<8 where !isStruck {
                    isStruck = try await cutPower(afterA: fault, at: index, of: calls, crash)
                }
                #expect(isStruck, "\(calls[index])")
            }
            print("power: cut after \(chosen.count) closes that were finished after a fault")
        }

        /// Whether the fault struck the call that was chosen.
        private func cutPower(
            afterA fault: Fault, at index: Int, of calls: [TracedCall], _ crash: CrashSite
        ) async throws -> Bool {
            let disk = try await PowerDisk(crash.template)
            let clock = try MovedClock(disk.place.scratch + "/clock", before: 2, of: crash.site)
            let ledger = crash.ledger.copy()
            var server = try await CrashServer.start(disk.place, clock: clock)
            try await quiet(server, disk.place)
            let first = server
            let tracer = try await Tracer(first, disk.place, fault: (index + 1, fault))
            try clock.tick()
            if fault == .kill {
                try await waiting("the kill, or the close") {
                    !first.isRunning || tracer.calls.count >= calls.count ? () : nil
                }
                first.kill()
                server = try await CrashServer.start(disk.place, clock: clock)
            }
            try await crash.published(2, disk.place, server, ledger, clock)
            tracer.end()
            guard fault != .full || tracer.hit == calls[index] else {
                server.kill()
                return false
            }
            for policy in ["lost", "reordered"] {
                let folder = try TemporaryFolder()
                try disk.cut(policy, seed: index, to: folder.path)
                try await crash.goOn(
                    Place(folder: folder.path), ledger.copy(),
                    try MovedClock(folder.file("clock"), before: 3, of: crash.site),
                    "\(policy) after \(fault.rawValue) at \(calls[index])")
            }
            server.kill()
            return true
        }

        /// Waits until a server has settled and calls nothing more, so that the calls of the next close are counted from its first.
        private func quiet(_ server: CrashServer, _ place: Place) async throws {
            try await waiting("a server that has settled") { place.isSettled ? () : nil }
            let tracer = try await Tracer(server, place)
            try await tracer.quiet(for: .milliseconds(300))
            tracer.end()
        }

        /// The calls of a close.
        private func closeCalls(_ crash: CrashSite) async throws -> [TracedCall] {
            let folder = try TemporaryFolder()
            let (place, _, clock) = try crash.copy(to: folder)
            let server = try await CrashServer.start(place, clock: clock)
            try await quiet(server, place)
            let tracer = try await Tracer(server, place)
            let before = try place.publicCheckpoint()?.size ?? 0
            try clock.tick()
            try await waiting("a close") {
                try place.publicCheckpoint()?.size ?? 0 > before && place.isSettled ? () : nil
            }
            tracer.end()
            return tracer.calls
        }

        /// Once `init` has ended, its link may be printed on posters.
        @Test func site_is_durable_when_init_ends() async throws {
            let crash = try await CrashSite.make(waiting: 0)
            let disk = try await PowerDisk(nil)
            let cards = crash.site.agencies.flatMap { agency in
                ["--agency", crash.site.folder.file("\(agency.code)/agency.card")]
            }
            // Two levels of new folders.
            let data = disk.place.folder + "/var/data"
            let output = try CrashTools.run(
                try #require(CrashTools.server),
                [
                    "init", "--data", data, "--origin", "uji.example/daya", "--epoch-seconds", "3600",
                    "--listen", "127.0.0.1:0", "--root-key", disk.place.scratch + "/root.key",
                ] + cards)
            try #require(output.status == 0)
            let folder = try TemporaryFolder()
            for policy in ["all", "lost"] { try disk.cut(policy, seed: 1, to: folder.file(policy)) }
            let (all, lost) = (try folder.contents(of: "all"), try folder.contents(of: "lost"))
            try #require(all.contains { $0.name.hasSuffix("keys/log.key") })
            func settled(_ files: [(name: String, bytes: [UInt8])]) -> [String: [UInt8]] {
                // The database's own files are judged by what they say.
                Dictionary(
                    uniqueKeysWithValues: files.filter { !$0.name.contains(".sqlite") }.map {
                        ($0.name, $0.bytes)
                    })
            }
            #expect(settled(lost) == settled(all))
            let found = try rederive(Place(folder: folder.file("lost/var")), Ledger(), "after init")
            #expect(found.published >= 256)
        }

        /// A program that does not sync loses what it wrote: so the tests above could fail.
        @Test func disk_loses_what_was_not_synced() async throws {
            let crash = try await PowerDisk(nil)
            let program = """
                import os, sys
                folder = sys.argv[1]
                for name, syncs in (("careless", False), ("careful", True)):
                    with open(f"{folder}/{name}.new", "w") as file:
                        file.write("x" * 5000)
                        if syncs:
                            file.flush()
                            os.fsync(file.fileno())
                    os.rename(f"{folder}/{name}.new", f"{folder}/{name}")
                    if syncs:
                        descriptor = os.open(folder, os.O_RDONLY)
                        os.fsync(descriptor)
                with open(f"{folder}/careless", "a") as file:
                    file.write("y" * 5000)
                """
            #expect(try CrashTools.run(CrashTools.python, ["-c", program, crash.place.folder]).status == 0)
            let folder = try TemporaryFolder()
            func content(_ name: String, _ policy: String, _ seed: Int = 1) throws -> String? {
                let image = folder.file("\(policy)\(seed)")
                if !FileManager.default.fileExists(atPath: image) {
                    try crash.cut(policy, seed: seed, to: image)
                }
                return try? String(contentsOfFile: "\(image)/\(name)", encoding: .utf8)
            }
            let (whole, longer) = (String(repeating: "x", count: 5_000), String(repeating: "y", count: 5_000))
            for policy in PowerDisk.policies { #expect(try content("careful", policy) == whole) }
            #expect(try content("careless", "all") == whole + longer)
            // The folder's sync made its name durable, and nothing its bytes.
            #expect(try content("careless", "lost") == "")
            let torn = try (1...30).map { try content("careless", "torn", $0) ?? "" }
            #expect(torn.allSatisfy { (whole + longer).hasPrefix($0) })
            #expect(Set(torn.map(\.count)).count > 3)
            let reordered = try (1...30).map { try content("careless", "reordered", $0) ?? "" }
            #expect(reordered.contains { !(whole + longer).hasPrefix($0) })
        }
    }
}

/// A mounted power-loss disk that holds a copy of a place.
final class PowerDisk: @unchecked Sendable {
    static let policies = ["all", "lost", "torn", "reordered"]

    let place: Place
    private let folder: TemporaryFolder
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ template: Place?) async throws {
        folder = try TemporaryFolder()
        let disk = folder.file("disk")
        place = Place(folder: disk, scratch: folder.path)
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        process.executableURL = URL(filePath: CrashTools.python)
        process.arguments = [CrashTools.source("powerfs.py"), disk]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try #require(line() == "mounted")
        guard let template else { return }
        // The published files are written anew here, folders too.
        try FileManager.default.copyItem(atPath: template.data, toPath: place.data)
        try command("settle", answer: "settled")
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Writes what the disk may hold if the power goes now.
    func cut(_ policy: String, seed: Int, to folder: String) throws {
        try command("cut \(policy) \(seed) \(folder)", answer: "cut")
    }

    func counts() throws -> String {
        try input.fileHandleForWriting.write(contentsOf: Data("counts\n".utf8))
        return line()
    }

    private func command(_ text: String, answer: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data("\(text)\n".utf8))
        let found = line()
        try #require(found == answer, "\(text): \(found)")
    }

    private func line() -> String {
        var bytes: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 10 {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
