import Keys
@testable import Server
import TestSupport
import Testing
import Wire

/// Places in an epoch: check and count are one.
@Suite struct EpochRoomTests {
    private func room(_ capacity: UInt64) -> EpochRoom {
        let room = EpochRoom(
            capacity: capacity, draws: SecretDraws(secret: [UInt8](repeating: 7, count: 32)))
        room.beginEpoch(share: 1, reports: 0)
        return room
    }

    @Test func of_a_thousand_at_once_exactly_as_many_are_taken_as_there_is_room() async {
        let room = room(400)
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<1_000 {
                group.addTask {
                    guard let place = room.take(.report) else { return false }
                    // Staging takes its time: the others must not find room meanwhile.
                    await Task.yield()
                    room.keep(place)
                    return true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 400)
        #expect(room.isFull)
    }

    @Test func a_place_that_is_given_back_is_free_again_in_its_epoch() throws {
        let room = room(1)
        let place = try #require(room.take(.report))
        #expect(room.take(.report) == nil)
        room.giveBack(place)
        let again = try #require(room.take(.report))
        room.beginEpoch(share: 1, reports: 1)
        room.giveBack(again)
        // It belonged to an epoch that is over.
        #expect(room.take(.report) == nil)
    }

    @Test func nobody_takes_the_room_of_others() throws {
        let room = room(400)
        var generator = SeededGenerator(seed: 1)
        let (own, other) = (try generator.key().publicKey, try generator.key().publicKey)
        while room.take(.report) != nil {}
        for _ in 0..<EpochRoom.messagesOfMailbox { #expect(room.take(.message(own)) != nil) }
        #expect(room.take(.message(own)) == nil)
        #expect(room.take(.message(other)) != nil)
        while room.take(.act("bkn")) != nil {}
        let act = room.take(.act("bawaslu"))
        #expect(act != nil)
        // All mailboxes together leave the agencies theirs.
        while let key = try? generator.key(), room.take(.message(key.publicKey)) != nil {}
        #expect(room.take(.message(other)) == nil)
        #expect(room.take(.act("bawaslu")) != nil)
        room.beginEpoch(share: 1, reports: 0)
        #expect(room.take(.message(own)) != nil && room.take(.act("bkn")) != nil)
    }

    @Test func luck_is_the_reports_own_and_rare() {
        let draws = SecretDraws(secret: [UInt8](repeating: 1, count: 32))
        let others = SecretDraws(secret: [UInt8](repeating: 2, count: 32))
        var generator = SeededGenerator(seed: 2)
        let envelopes = (0..<4_096).map { _ in generator.hash() }
        let luck = envelopes.map { draws.luck(of: $0, in: 1) }
        #expect(luck == envelopes.map { draws.luck(of: $0, in: 1) })
        #expect(luck != envelopes.map { draws.luck(of: $0, in: 2) })
        #expect(luck != envelopes.map { others.luck(of: $0, in: 1) })
        // A quarter for each bit that is missing.
        #expect((900...1_150).contains(luck.count { $0 >= 1 }))
        #expect((190...330).contains(luck.count { $0 >= 2 }))
        #expect(luck.count { $0 >= 6 } <= 8)
    }
}
