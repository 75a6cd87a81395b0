import Foundation
@testable import Server
import Storage
import TestSupport
import Testing

/// The room that a server keeps on its disk for its own next start.
@Suite(.timeLimit(.minutes(3))) struct BallastTests {
    /// What a database needs beside its file is not there yet, as behind a copy, and there is no room to make it.
    @Test(.needs(.mount, geteuid() == 0), arguments: [true, false])
    func a_start_without_room_takes_it(_ isLaid: Bool) async throws {
        let site = try await TestSite.make()
        let disk = try SmallDisk(mebibytes: 32)
        defer { disk.unmount() }
        let directory = DataDirectory(disk.folder.file("data"))
        try FileManager.default.copyItem(atPath: site.directory.path, toPath: directory.path)
        var configuration = site.configuration
        configuration.freeBytes = 8 << 20
        let ballast = Ballast(directory, configuration)
        if isLaid { ballast.lay() }
        let isThere = { FileManager.default.fileExists(atPath: directory.file("ballast")) }
        #expect(isThere() == isLaid)
        for name in ["log", "payload"] {
            try? FileManager.default.removeItem(atPath: directory.file("\(name).sqlite-shm"))
        }
        let filler = disk.folder.file("filler")
        _ = FileManager.default.createFile(atPath: filler, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: filler))
        for size in [1 << 20, 4_096] { while (try? handle.write(contentsOf: Data(count: size))) != nil {} }
        try handle.close()
        // Where there is too little, none is laid.
        Ballast(directory, configuration).lay()
        #expect(isThere() == isLaid)

        func open() async throws -> any Store {
            try await directory.openStore(
                ballast: ballast, watch: StoreWatch(log: .silent), uploads: configuration.uploads,
                faults: { _ in })
        }
        guard isLaid else {
            await #expect(throws: StoreError.full) { _ = try await open() }
            return
        }
        let store = try await open()
        #expect(store.head() != nil && !isThere())
        try store.close()
    }
}
