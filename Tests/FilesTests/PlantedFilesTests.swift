@testable import Files
import Foundation
import TestSupport
import Testing
import Words

/// What somebody else put where a file is to be written leads nowhere; what is secret and open is not read.
@Suite struct PlantedFilesTests {
    /// Everything that makes a file, by a name to plant at.
    private enum Writer: CaseIterable {
        case create, allocate, replace, replaceThroughTemporary, lock, shown, output

        /// Where the link is planted, for a file `a`.
        var planted: String {
            switch self {
            case .create, .allocate, .replace: "a"
            case .replaceThroughTemporary: "a.new"
            case .lock: "a.lock"
            case .shown: ".new"
            case .output: "folder/.part-0"
            }
        }

        func write(in folder: TemporaryFolder) throws {
            switch self {
            case .create: try Files.create(folder.file("a"), [1], secret: true)
            case .allocate: try Files.allocate(folder.file("a"), bytes: 99)
            case .replace, .replaceThroughTemporary: try Files.replace(folder.file("a"), [1], secret: true)
            case .lock: _ = try FileLock(folder.file("a"))
            case .shown: try ShownFolder(directory: folder.path).write("a", [1], isFinal: false)
            case .output:
                // The folder was new, and then somebody came.
                try FileManager.default.moveItem(atPath: folder.file("folder"), toPath: folder.file("away"))
                let output = try OutputFolder(creating: folder.file("folder"))
                try FileManager.default.removeItem(atPath: folder.file("folder"))
                try FileManager.default.moveItem(atPath: folder.file("away"), toPath: folder.file("folder"))
                let file = try output.begin()
                try file.write([1])
                try file.keep(as: "a")
            }
        }
    }

    @Test(arguments: [true, false]) func a_link_leads_nowhere(_ isDangling: Bool) throws {
        for writer in Writer.allCases {
            let folder = try TemporaryFolder()
            if !isDangling { try folder.write("elsewhere", "untouched") }
            try folder.write("folder/keep", "")
            try FileManager.default.removeItem(atPath: folder.file("folder/keep"))
            try FileManager.default.createSymbolicLink(
                atPath: folder.file(writer.planted), withDestinationPath: folder.file("elsewhere"))
            try? writer.write(in: folder)
            #expect(folder.exists("elsewhere") != isDangling, "\(writer)")
            if !isDangling { #expect(try folder.read("elsewhere") == "untouched", "\(writer)") }
        }
        // The same link leads there who follows it.
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("a"), withDestinationPath: folder.file("elsewhere"))
        close(open(folder.file("a"), O_WRONLY | O_CREAT | O_TRUNC, 0o600))
        #expect(folder.exists("elsewhere"))
    }

    @Test func what_is_there_stays() throws {
        for writer in [Writer.create, .allocate] {
            let folder = try TemporaryFolder()
            try folder.write("a", "untouched")
            #expect(throws: FileError.self) { try writer.write(in: folder) }
            #expect(try folder.read("a") == "untouched", "\(writer)")
        }
    }

    /// A replacement goes on over what a crash or a stranger left at its temporary name, and not over a folder.
    @Test func what_is_in_the_way_of_a_replacement_goes() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.new", "left")
        try folder.write("elsewhere", "untouched")
        try Files.replace(folder.file("a"), [1], secret: true)
        #expect(try folder.bytes("a") == [1] && folder.mode("a") == 0o600)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("a.new"), withDestinationPath: folder.file("elsewhere"))
        try Files.replace(folder.file("a"), [2], secret: true)
        #expect(try folder.bytes("a") == [2] && folder.read("elsewhere") == "untouched")
        try folder.write("a.new/inside", "")
        #expect(throws: FileError.self) { try Files.replace(folder.file("a"), [3], secret: true) }
        #expect(try folder.bytes("a") == [2])
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o602, 0o610] as [mode_t])
    func a_secret_that_is_open_is_not_read(_ mode: mode_t) throws {
        let folder = try TemporaryFolder()
        try folder.write("key", "secret")
        try #require(chmod(folder.path, 0o755) == 0)
        #expect(try Files.readSecretText(folder.file("key"), limit: 10) == "secret")
        try #require(chmod(folder.file("key"), mode) == 0)
        // Nobody else comes as far.
        for closed in [0o700, 0o744] as [mode_t] {
            try #require(chmod(folder.path, closed) == 0)
            #expect(
                try Files.readSecretText(folder.file("key"), limit: 10, isClosedFolderEnough: true)
                    == "secret")
            #expect(throws: FileError.self) { try Files.readSecret(folder.file("key"), limit: 10) }
        }
        for open in [0o701, 0o710, 0o755] as [mode_t] {
            try #require(chmod(folder.path, open) == 0)
            #expect(throws: FileError.self) {
                try Files.readSecret(folder.file("key"), limit: 10, isClosedFolderEnough: true)
            }
        }
        let error = #expect(throws: FileError.self) { try Files.readSecret(folder.file("key"), limit: 10) }
        #expect(error?.cause == .exposed(mode: mode))
        let failure = try #require(error.map { Failure(reading: $0.path, field: "--key", $0) })
        #expect(failure.kind == .configuration)
        for language in Language.allCases {
            #expect(failure.text(language).contains("chmod 600 '\(folder.file("key"))'"))
            #expect(failure.text(language).contains(String(mode, radix: 8)))
            #expect(!failure.text(language).contains("secret"))
        }
        // What is no secret may be open.
        #expect(try Files.readText(folder.file("key"), limit: 10) == "secret")
        try #require(chmod(folder.file("key"), 0o400) == 0)
        #expect(try Files.readSecretText(folder.file("key"), limit: 10) == "secret")
    }

    @Test func a_pipe_has_no_permissions_that_count() throws {
        let folder = try TemporaryFolder()
        try #require(mkfifo(folder.file("pipe"), 0o644) == 0)
        let writer = Thread { [path = folder.file("pipe")] in try? Data([7]).write(to: URL(filePath: path)) }
        writer.start()
        #expect(try Files.readSecret(folder.file("pipe"), limit: 10) == [7])
    }

    @Test func a_folder_that_is_open_is_named_with_its_mend() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.file("data"), withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o750])
        let error = #expect(throws: FileError.self) { try Files.checkPrivate(folder: folder.file("data")) }
        let failure = try #require(error.map { Failure(reading: $0.path, field: "--data", $0) })
        #expect(failure.text(.english).contains("chmod 700 '\(folder.file("data"))'"))
        try Files.makePrivate(folder: folder.file("data"))
        try Files.checkPrivate(folder: folder.file("data"))
    }

    /// As systemd gives a credential to the user of a service: the group's bits are the list's mask.
    @Test func a_list_for_this_user_alone_opens_nothing_to_others() throws {
        func list(_ entries: (UInt8, UInt8, UInt32)...) -> AccessList? {
            var bytes: [UInt8] = [2, 0, 0, 0]
            for (tag, permissions, id) in entries {
                bytes += [tag, 0, permissions, 0]
                for shift in [0, 8, 16, 24] as [UInt32] {
                    bytes.append(UInt8(truncatingIfNeeded: id >> shift))
                }
            }
            return AccessList(bytes)
        }
        let none = UInt32.max
        #expect(
            list((1, 4, none), (2, 4, 1_000), (4, 0, none), (0x10, 4, none), (0x20, 0, none))?.isFor(1_000)
                == true)
        #expect(
            list((1, 4, none), (2, 4, 1_000), (4, 0, none), (0x10, 4, none), (0x20, 0, none))?.isFor(7)
                == false)
        #expect(list((1, 4, none), (4, 4, none), (0x20, 0, none))?.isFor(1_000) == false)
        #expect(list((1, 4, none), (8, 4, 5), (4, 0, none), (0x20, 0, none))?.isFor(1_000) == false)
        #expect(list((1, 4, none), (4, 0, none), (0x20, 4, none))?.isFor(1_000) == false)
        #expect(
            AccessList([2, 0, 0, 0, 1]) == nil && AccessList([3, 0, 0, 0]) == nil && AccessList([]) == nil)
    }
}
