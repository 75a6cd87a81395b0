import Files
import Foundation
import TestSupport
import Testing

@Suite struct PrivateFolderTests {
    private func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }

    @Test func it_is_in_memory_for_its_owner_alone_and_gone_behind_its_end() throws {
        let folder = try TemporaryFolder()
        try folder.write("asli", [1, 2, 3])
        try folder.write("lain", [4])
        let (original, other) = (try RegularFile(folder.file("asli")), try RegularFile(folder.file("lain")))
        var path = ""
        let taken: RegularFile?
        do {
            let place = try PrivateFolder(roomFor: 1 << 20, random: random)
            path = place.path
            #expect(PrivateFolder.places.contains { path.hasPrefix($0 + "/kentongan-") })
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            try place.copy(original, as: "1.jpg")
            try FileManager.default.createDirectory(
                atPath: path + "/dalam/lagi", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: path + "/tautan", withDestinationPath: folder.file("asli"))
            #expect(place.take("tautan") == nil && place.take("dalam") == nil && place.take("tiada") == nil)
            taken = place.take("1.jpg")
            // What another program left at a name is not written over, and leads nowhere.
            for name in ["1.jpg", "tautan"] {
                #expect(throws: FileError.self) { try place.copy(other, as: name) }
            }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try taken?.read(at: 0, count: 9) == [1, 2, 3])
        #expect(try folder.bytes("asli") == [1, 2, 3])
    }

    @Test func a_disk_is_no_place_and_room_is_asked_for_first() throws {
        for (bytes, places) in [(1, ["/proc", "/tiada"]), (UInt64.max, PrivateFolder.places), (1, [])] {
            do {
                _ = try PrivateFolder(roomFor: bytes, in: places, random: random)
                Issue.record("made in \(places)")
            } catch {
                #expect(error.cause == .full)
            }
        }
    }
}
