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
        #expect(throws: StoreError.guardMalformed) { try long.read() }
    }

    private static let root = String(repeating: "ab", count: 32)
    private static let right = "kentongan guard 1\n\(origin)\n512\n\(root)\n"

    /// The same position in other bytes, and bytes that are no position.
    @Test(arguments: [
        right.replacing("\n512\n", with: "\n0512\n"), right.replacing("\n512\n", with: "\n+512\n"),
        right.replacing("\n512\n", with: "\n512 \n"), right.replacing("\n512\n", with: "\n-512\n"),
        right.replacing("\n512\n", with: "\n18446744073709552128\n"),
        right.replacing("\n512\n", with: "\n\n"), right.replacing("\n", with: "\r\n"),
        right.replacing(root, with: root.uppercased()), right.replacing(root, with: String(root.dropLast())),
        right.replacing("guard 1", with: "guard 2"), right.replacing("guard 1", with: "guard 01"),
        right + "\n", right + "512\n", right + " ", right + "\0", "\n" + right, "\u{feff}" + right,
        String(right.dropLast()), right + right, "nonsense", "",
    ])
    func anotherTextIsRefused(_ text: String) async throws {
        try Data(text.utf8).write(to: URL(filePath: file.path))
        #expect(throws: StoreError.guardMalformed) { try file.read() }
        // The control: of all of them only the right one says where the log stood.
        try Data(Self.right.utf8).write(to: URL(filePath: file.path))
        #expect(try file.read() == position(512, 0xab))
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        let bytes = Array(Self.right.utf8)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "d")))
        try Data(bytes[..<place] + [0xff] + bytes[place...]).write(to: URL(filePath: file.path))
        #expect(throws: StoreError.guardMalformed) { try file.read() }
    }

    /// A start where somebody "mended" the guard.
    @Test func aStoreWithAMalformedGuardIsNotOpened() async throws {
        try await makeStore(directory).close()
        let written = try Data(contentsOf: URL(filePath: file.path))
        try (written + Data("\n".utf8)).write(to: URL(filePath: file.path))
        #expect(throws: StoreError.guardMalformed) {
            try SQLiteStore(directory: directory.path, origin: origin)
        }
        try written.write(to: URL(filePath: file.path))
        try SQLiteStore(directory: directory.path, origin: origin).close()
    }

    /// Where the guard may stand beside a database with a planned batch of 512 to 768, and nowhere else.
    @Test(
        arguments: [
            (512, 1, nil), (768, 2, nil),
            (512, 9, .guardDiffers(size: 512)), (768, 9, .guardDiffers(size: 768)),
            (256, 1, .guardBehind(guarded: 256, stored: 512)), (0, 0, .guardBehind(guarded: 0, stored: 512)),
            (640, 3, .guardAhead(guarded: 640, stored: 768)),
            (1_024, 3, .guardAhead(guarded: 1_024, stored: 768)),
            (UInt64.max, 3, .guardAhead(guarded: .max, stored: 768)),
        ] as [(UInt64, UInt8, StoreError?)])
    func itEqualsTheHeadOrThePlannedRow(_ size: UInt64, _ root: UInt8, _ error: StoreError?) throws {
        try file.write(position(size, root))
        var found: StoreError?
        do throws(StoreError) {
            try file.check(published: position(512, 1), planned: position(768, 2))
        } catch { found = error }
        #expect(found == error)
        // Without a plan the end of one is nowhere to stand.
        do throws(StoreError) {
            found = nil
            try file.check(published: position(512, 1), planned: nil)
        } catch { found = error }
        #expect((found == nil) == (size == 512 && root == 1))
    }

    @Test func anotherLogsGuardIsRefused() throws {
        try Guard(path: file.path, origin: "other.example").write(position(0))
        #expect(throws: StoreError.foreign(expected: origin, found: "other.example")) { try file.read() }
    }
}
