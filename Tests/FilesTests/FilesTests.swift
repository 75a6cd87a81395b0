@testable import Files
import Foundation
import Synchronization
import TestSupport
import Testing
import Words

@Suite(.serialized, .timeLimit(.minutes(1))) struct FilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        ("a", "", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/", "", ""), ("", "", ""), ("a/b/", "a", "b"),
        ("a//b", "a", "b"), ("//a", "/", "a"), ("/a/b.c", "/a", "b.c"), ("é", "", "é"), ("é/ü", "é", "ü"),
    ])
    func paths_are_taken_apart(_ path: String, _ parent: String, _ name: String) {
        #expect(Path.folder(of: path) == parent)
        #expect(Path.name(of: path) == name)
    }

    /// `NSString.deletingLastPathComponent` traps on such a name.
    ///
    /// In a process of its own, whose folder may change.
    @Test func a_name_of_one_character_is_written_in_the_current_folder() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try #require(FileManager.default.changeCurrentDirectoryPath(folder.path))
            try Files.create("x", [1], secret: true)
            try Files.replace("y", [2], secret: true)
            try Files.makeFolder("z", mode: 0o700)
            try #require(try Files.read(folder.file("x"), limit: 9) == [1])
            try #require(try Files.read(folder.file("y"), limit: 9) == [2])
            try #require(Files.exists(folder.file("z")))
            let error = #expect(throws: FileError(.open, "x", .exists)) {
                try Files.create("x", [1], secret: true)
            }
            let failure = try Failure(writing: "x", field: "--out", #require(error))
            #expect(failure.kind == .outputExists)
            #expect(failure.field == "--out")
            #expect(failure.text(.english) == "--out: 'x' exists already")
            #expect(failure.text(.indonesian) == "--out: 'x' sudah ada")
        }
    }

    @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 200_000])
    func a_file_is_read_whole(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = folder.file("file")
        try Files.create(path, bytes, mode: 0o600)
        #expect(try Files.read(path, limit: count) == bytes)
        guard count > 0 else { return }
        #expect(throws: FileError(.read, path, .tooLong(limit: count - 1))) {
            try Files.read(path, limit: count - 1)
        }
    }

    @Test func what_is_wrong_is_told() throws {
        let path = folder.file("a")
        #expect(throws: FileError(.open, path, .missing)) { try Files.read(path, limit: 1) }
        try Files.create(path, [0xFF], mode: 0o600)
        #expect(throws: FileError(.open, path, .exists)) { try Files.create(path, [], mode: 0o600) }
        #expect(throws: FileError(.read, path, .notText)) { try Files.readText(path, limit: 1) }
        #expect(throws: FileError(.open, path + "/b", .inputOutput(code: ENOTDIR))) {
            try Files.read(path + "/b", limit: 1)
        }
        #expect(throws: FileError(.read, folder.path, .inputOutput(code: EISDIR))) {
            try Files.read(folder.path, limit: 1 << 20)
        }
        #expect(throws: FileError(.makeFolder, path + "/b", .inputOutput(code: ENOTDIR))) {
            try Files.makeFolder(path + "/b", mode: 0o700)
        }
    }

    @Test func a_replacement_is_seen_whole_or_not_at_all() throws {
        let path = folder.file("a")
        try Files.create(path, [1], mode: 0o600)
        let new = try Replacement(of: path, with: [2, 2], mode: 0o600)
        #expect(try Files.read(path, limit: 9) == [1])
        try new.commit(requiringFolder: true)
        #expect(try Files.read(path, limit: 9) == [2, 2])
        #expect(!Files.exists(path + ".new"))
    }

    @Test func locks_are_held_once() throws {
        do {
            let held = try DirectoryLock(folder.path)
            #expect(throws: FileError(.lock, folder.path, .inUse)) { try DirectoryLock(folder.path) }
            let state = folder.file("state")
            let file = try FileLock(state)
            #expect(throws: FileError(.lock, state + ".lock", .inUse)) { try FileLock(state) }
            withExtendedLifetime((held, file)) {}
        }
        _ = try DirectoryLock(folder.path)
    }

    /// A signal whose handler does not restart calls comes while a pipe is opened, and again while it is read.
    @Test func calls_that_a_signal_interrupts_are_made_again() throws {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        sigaction(SIGUSR2, &action, nil)
        let path = folder.file("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let reader = Mutex<pthread_t?>(nil)
        let answer = Mutex<Result<[UInt8], FileError>?>(nil)
        let thread = Thread {
            reader.withLock { $0 = pthread_self() }
            let result = Result { () throws(FileError) in try Files.read(path, limit: 9) }
            answer.withLock { $0 = result }
        }
        thread.start()
        func interrupt() throws {
            for _ in 0..<20 {
                usleep(5_000)
                if let thread = reader.withLock({ $0 }) { pthread_kill(thread, SIGUSR2) }
            }
            #expect(answer.withLock { $0 } == nil)
        }
        try interrupt()
        let writer = open(path, O_WRONLY)
        try interrupt()
        #expect(write(writer, [7, 8] as [UInt8], 2) == 2)
        try interrupt()
        close(writer)
        for _ in 0..<2_000 where answer.withLock({ $0 }) == nil { usleep(1_000) }
        #expect(answer.withLock { $0 } == .success([7, 8]))
    }
}
