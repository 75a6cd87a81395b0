import Foundation
@testable import Storage
import TestSupport
import Testing
import Wire

@Suite struct GuardTests {
    let directory: TemporaryFolder
    var file: Guard { Guard(path: directory.path + "/guard", origin: origin) }

    init() throws { directory = try TemporaryFolder() }

    func position(_ size: UInt64, _ root: UInt8 = 0) -> LogPosition {
        LogPosition(size: size, root: Hash([UInt8](repeating: root, count: 32)) ?? Hash())
    }

    @Test func itIsComparedAndSwapped() throws {
        #expect(try file.read() == nil)
        try file.write(position(0))
        try file.advance(from: position(0), to: position(256, 1)) { () throws(StoreError) in }
        #expect(try file.read() == position(256, 1))
        try file.advance(from: position(0), to: position(256, 1)) { () throws(StoreError) in }
        #expect(throws: StoreError.guardMoved(size: 256)) {
            try file.advance(from: position(0), to: position(256, 2)) { () throws(StoreError) in }
        }
        #expect(throws: StoreError.guardMoved(size: 256)) {
            try file.advance(from: position(256, 2), to: position(512)) { () throws(StoreError) in }
        }
        #expect(throws: StoreError.guardMoved(size: 256)) {
            try file.advance(from: position(256, 1), to: position(256, 2)) { () throws(StoreError) in }
        }
        #expect(try file.read() == position(256, 1))
    }

    @Test func aCrashBeforeTheRenameKeepsTheOldOne() throws {
        try file.write(position(0))
        #expect(throws: StoreError.refused("crash")) {
            try file.advance(from: position(0), to: position(256)) { () throws(StoreError) in
                throw .refused("crash")
            }
        }
        #expect(try file.read() == position(0))
        try file.advance(from: position(0), to: position(256)) { () throws(StoreError) in }
        #expect(try file.read() == position(256))
    }

    @Test(arguments: [
        (LogPosition(size: 512, root: Hash()), StoreError.guardAhead(guarded: 512, stored: 256)),
        (LogPosition(size: 0, root: Hash()), .guardBehind(guarded: 0, stored: 256)),
        (LogPosition(size: 256, root: Hash()), .guardDiffers(size: 256)),
    ])
    func anotherGuardIsRefusedAtTheStart(_ other: LogPosition, _ error: StoreError) async throws {
        try await makeStore(directory).close()
        try file.write(other)
        #expect(throws: error) { try SQLiteStore(directory: directory.path, origin: origin) }
    }

    @Test func noGuardIsRefusedAtTheStart() async throws {
        try await makeStore(directory).close()
        try FileManager.default.removeItem(atPath: directory.path + "/guard")
        #expect(throws: StoreError.guardBehind(guarded: 0, stored: 256)) {
            try SQLiteStore(directory: directory.path, origin: origin)
        }
    }

    /// An old copy of the database under the guard of today.
    @Test func aDatabasePutBackIsRefused() async throws {
        let store = try await makeStore(directory)
        let old = try directory.copy(without: "-shm")
        try await store.closeEpoch(1)
        try store.close()
        try FileManager.default.removeItem(atPath: old.path + "/guard")
        try FileManager.default.copyItem(atPath: directory.path + "/guard", toPath: old.path + "/guard")
        #expect(throws: StoreError.guardAhead(guarded: 512, stored: 256)) {
            try SQLiteStore(directory: old.path, origin: origin)
        }
    }

    /// One read of 4,096 bytes would have cut it.
    @Test func itIsReadWholeHoweverLong() throws {
        let long = Guard(path: file.path, origin: String(repeating: "a", count: 5_000))
        try long.write(position(256, 1))
        #expect(try long.read() == position(256, 1))
        try Data(count: 100_000).write(to: URL(filePath: file.path))
        #expect(throws: StoreError.corrupt("guard")) { try long.read() }
    }

    @Test func garbageAndAnotherLogsGuardAreRefused() throws {
        try Data("nonsense".utf8).write(to: URL(filePath: file.path))
        #expect(throws: StoreError.corrupt("guard")) { try file.read() }
        try Guard(path: file.path, origin: "other.example").write(position(0))
        #expect(throws: StoreError.foreign(expected: origin, found: "other.example")) { try file.read() }
    }
}
