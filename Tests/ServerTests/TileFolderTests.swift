import AuditLog
import Files
import Foundation
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Wire
import Words

/// The static files of logs of any size.
@Suite(.timeLimit(.minutes(1))) struct TileFolderTests {
    private static let sizes: [UInt64] = [1, 255, 256, 300, 511, 512, 700, 65_000, 65_536, 65_800, 66_048]

    /// What a directory has to hold: every tile of the newest checkpoint, and every partial one of an earlier one unless
    /// its full tile is there; and nothing else.
    private func expect(
        _ folder: TemporaryFolder, _ log: SamplePublicLog, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let head = try #require(log.head())
        var tiles: Set<Tile> = []
        for size in log.sizes {
            for kind in [Tile.Kind.entries, .hashes(level: 0), .hashes(level: 1), .hashes(level: 2)] {
                for index in 0..<UInt64(300) {
                    guard let tile = Tile(kind: kind, index: index, treeSize: size) else { break }
                    let newest = Tile(kind: kind, index: index, treeSize: head.state.size)
                    if tile.isFull || newest?.isFull != true { tiles.insert(tile) }
                }
            }
        }
        var files = try Dictionary(
            uniqueKeysWithValues: folder.contents(of: "public").map { ($0.name, $0.bytes) })
        #expect(
            files.removeValue(forKey: "checkpoint") == Array(head.checkpoint.utf8),
            sourceLocation: sourceLocation)
        #expect(Set(files.keys) == Set(tiles.map(\.path)), sourceLocation: sourceLocation)
        for tile in tiles {
            #expect(try files[tile.path] == log.tile(tile), sourceLocation: sourceLocation)
            var status = stat()
            #expect(lstat(folder.file("public/\(tile.path)"), &status) == 0)
            #expect(status.st_mode & 0o777 == (tile.isFull ? 0o444 : 0o644), sourceLocation: sourceLocation)
        }
    }

    @Test func grows_with_the_log_and_keeps_partials_until_the_full_tile_is_there() async throws {
        let (folder, log) = (try TemporaryFolder(), try SamplePublicLog())
        let notices = Notices()
        let tree = TileFolder(directory: folder.file("public"), log: notices.log())
        for size in Self.sizes {
            try log.publish(size)
            try await tree.update(from: log)
            try expect(folder, log)
        }
        // A directory that begins late gets the same files.
        let late = try TemporaryFolder()
        try await TileFolder(directory: late.file("public")).update(from: log)
        #expect(
            try late.contents(of: "public").map(\.name) == folder.contents(of: "public").map(\.name))
        // A cosignature changes the checkpoint alone.
        log.cosign("\u{2014} saksi AAAAAAAA\n")
        try await tree.update(from: log)
        try expect(folder, log)
        #expect(notices.all == [])
    }

    @Test func a_crash_anywhere_is_completed_by_the_next_start() async throws {
        let (folder, log) = (try TemporaryFolder(), try SamplePublicLog())
        try log.publish(65_500)
        try await TileFolder(directory: folder.file("public")).update(from: log)
        try log.publish(65_900)
        let old = try folder.contents(of: "public").first { $0.name == "checkpoint" }?.bytes
        for reads in 0..<10 {
            log.fail(after: reads)
            await #expect(throws: StoreError.self) {
                try await TileFolder(directory: folder.file("public")).update(from: log)
            }
            // Nobody is shown a checkpoint whose tiles are not there.
            #expect(try folder.contents(of: "public").first { $0.name == "checkpoint" }?.bytes == old)
            try Data("torn".utf8).write(to: URL(filePath: folder.file("public/.new")))
        }
        log.fail(after: nil)
        try await TileFolder(directory: folder.file("public")).update(from: log)
        try expect(folder, log)
    }

    @Test func torn_and_missing_files_under_the_checkpoint_are_written_again() async throws {
        let (folder, log) = (try TemporaryFolder(), try SamplePublicLog())
        for size: UInt64 in [300, 65_600] {
            try log.publish(size)
            try await TileFolder(directory: folder.file("public")).update(from: log)
        }
        let torn = folder.file("public/tile/1/000")
        try FileManager.default.removeItem(atPath: folder.file("public/tile/0/256.p/64"))
        try FileManager.default.removeItem(atPath: folder.file("public/tile/entries/255"))
        try FileManager.default.removeItem(atPath: torn)
        try Data("torn".utf8).write(to: URL(filePath: torn))
        // Left by a crash between the checkpoint and what it supersedes.
        try FileManager.default.createDirectory(atPath: torn + ".p", withIntermediateDirectories: true)
        try Data(repeating: 1, count: 32).write(to: URL(filePath: torn + ".p/1"))
        let notices = Notices()
        let tree = TileFolder(directory: folder.file("public"), log: notices.log())
        try await tree.update(from: log)
        try expect(folder, log)
        #expect(notices.all == ["publish.directory: 3 files were missing or torn, written again"])
    }

    @Test func a_directory_that_knows_more_or_something_else_is_left_as_it_is() async throws {
        let (folder, log) = (try TemporaryFolder(), try SamplePublicLog())
        let directory = folder.file("public")
        try log.publish(300)
        try log.publish(400)
        try await TileFolder(directory: directory).update(from: log)
        let before = try folder.contents(of: "public").map(\.bytes)
        func refusal(_ log: SamplePublicLog) async throws -> String {
            let fault = await #expect(throws: PublishFault.self) {
                try await TileFolder(directory: directory).update(from: log)
            }
            let error = fault.map { Failure($0) }
            #expect(error?.kind == .configuration)
            #expect(try folder.contents(of: "public").map(\.bytes) == before)
            return try #require(error?.message)
        }
        let behind = try SamplePublicLog()
        try behind.publish(300)
        #expect(try await refusal(behind).contains("is ahead of the log: it holds 400 entries, the log 300"))
        let other = try SamplePublicLog()
        try other.publish(400, salt: 1)
        try other.publish(500, salt: 1)
        #expect(try await refusal(other).contains("holds another root at size 400"))
        let never = try SamplePublicLog()
        try never.publish(500)
        #expect(try await refusal(never).contains("holds another root at size 400"))
        try Data("x\n".utf8).write(to: URL(filePath: "\(directory)/checkpoint"))
        await #expect(throws: PublishFault.refused(.notACheckpoint)) {
            try await TileFolder(directory: directory).update(from: log)
        }
    }

    @Test func immutable_where_it_can_be_and_said_once_where_not() async throws {
        let (folder, log) = (try TemporaryFolder(), try SamplePublicLog())
        let told = Notices()
        let tree = TileFolder(directory: folder.file("public"), isImmutable: true, log: told.log())
        let files = ShownFolder(directory: folder.file("public"))
        let full = ["tile/entries/000", "tile/0/000"]
        defer { for name in full { files.setImmutable(name, false) } }
        try log.publish(300)
        try await tree.update(from: log)
        try log.publish(400)
        try await tree.update(from: log)
        let notices = told.all
        if notices.isEmpty {
            for name in full { #expect(unlink(folder.file("public/\(name)")) != 0) }
        } else {
            #expect(
                notices == [
                    "publish.immutable: not possible in this file system or without CAP_LINUX_IMMUTABLE"
                ])
        }
        try expect(folder, log)
    }

    @Test func what_was_written_before_becomes_immutable_too() async throws {
        let (folder, log) = (try TemporaryFolder(), try SamplePublicLog())
        let files = ShownFolder(directory: folder.file("public"))
        let full = ["entries/000", "entries/001", "0/000", "0/001"].map { "tile/\($0)" }
        defer { for name in full { files.setImmutable(name, false) } }
        try log.publish(600)
        try await TileFolder(directory: folder.file("public")).update(from: log)
        #expect(full.allSatisfy { !files.isImmutable($0) })
        let told = Notices()
        let tree = TileFolder(directory: folder.file("public"), isImmutable: true, log: told.log())
        try await tree.update(from: log)
        #expect(full.allSatisfy { files.isImmutable($0) } == told.all.isEmpty)
        try expect(folder, log)
    }
}
