import Foundation
import Keys
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Wire
import Witness
import Words

@Suite struct WitnessTests {
    private let bench: SampleWitness

    init() throws { bench = try SampleWitness() }

    @Test func remembersAcrossRestarts() async throws {
        do {
            let witness = try bench.open(WitnessFolder(bench.directory))
            let answer = try await witness.addCheckpoint(bench.body(0, 20)).answer
            #expect(try answer.cosignature(by: bench.witness, on: bench.checkpoint(20)) != nil)
        }
        #expect(try bench.folder.mode(bench.stateFile) == 0o600)
        let witness = try bench.open(WitnessFolder(bench.directory))
        #expect(try await witness.addCheckpoint(bench.body(0, 30)).answer == .conflict(size: 20))
        #expect(try await witness.addCheckpoint(bench.body(20, 30, fork: true)).status == 422)
        #expect(try await witness.addCheckpoint(bench.body(20, 30)).status == 200)
        let shown = try #require(await witness.checkpoint(WitnessedLog.identifier(of: SampleWitness.origin)))
        let verified = try VerifiedCheckpoint(
            bytes: shown, origin: SampleWitness.origin, log: bench.log.verifierKey, witnesses: [bench.witness]
        )
        #expect(verified.checkpoint == (try bench.checkpoint(30)))
        #expect(verified.cosignatures.map { $0.timestamp } == [SampleWitness.now])
    }

    @Test func timesDoNotGoBackAcrossRestarts() async throws {
        for now in [500, 400, 600] as [UInt64] {
            let witness = try bench.open(WitnessFolder(bench.directory), now: now)
            let old = now == 500 ? 0 : 20
            #expect(try await witness.addCheckpoint(bench.body(old, 20)).status == 200)
            #expect(
                try WitnessShow(directory: bench.directory).json.text.contains("\"time\":\(max(now, 500))"))
        }
    }

    /// A hundred at once, of two logs that share ten entries: one story is told.
    @Test func conflictingRequestsAtOnce() async throws {
        let witness = try bench.open(WitnessFolder(bench.directory))
        #expect(try await witness.addCheckpoint(bench.body(0, 10)).status == 200)
        let (own, forked) = (try bench.checkpoint(40), try bench.checkpoint(40, fork: true))
        let given = try await withThrowingTaskGroup(of: (Bool, WitnessAnswer).self) { group in
            for number in 0..<100 {
                let isForked = number % 2 == 0
                let body = try bench.body(10, 40, fork: isForked)
                group.addTask { (isForked, await witness.addCheckpoint(body)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let cosigned = given.filter { $0.1.status == 200 }
        #expect(cosigned.count == 1)
        #expect(given.filter { $0.1.status == 409 }.count == 99)
        for (isForked, answer) in cosigned {
            let checkpoint = isForked ? forked : own
            #expect(try answer.answer.cosignature(by: bench.witness, on: checkpoint) != nil)
            #expect(try bench.memory().checkpoint == checkpoint)
        }
    }

    /// Each grows the log by one, and all are asked at once: no state is lost, no size goes down.
    @Test func growingRequestsAtOnce() async throws {
        let kept = Mutex<[UInt64]>([])
        let folder = try WitnessFolder(bench.directory)
        let witness = try bench.open(folder) { log throws(WitnessError) in
            try folder.keep(log)
            kept.withLock { $0.append(log.checkpoint.size) }
        }
        await withTaskGroup(of: Void.self) { group in
            for size in 1...20 {
                group.addTask { [bench] in
                    var old = 0
                    while true {
                        guard let body = try? bench.body(old, size),
                            let answer = try? await witness.addCheckpoint(body).answer
                        else { return }
                        guard case .conflict(let latest) = answer, latest <= size else { return }
                        old = Int(latest)
                    }
                }
            }
        }
        let sizes = kept.withLock { $0 }
        #expect(sizes == sizes.sorted())
        #expect(sizes.last == 20)
        #expect(try folder.read().values.map { $0.checkpoint.size } == [20])
    }

    /// What cannot be written: nothing is cosigned, and nothing is forgotten.
    @Test func failedWrites() async throws {
        let witness = try bench.open(WitnessFolder(bench.directory))
        #expect(try await witness.addCheckpoint(bench.body(0, 10)).status == 200)
        let before = try bench.folder.bytes(bench.stateFile)
        let temporary = bench.folder.file(bench.stateFile) + ".new"
        // A folder of that name is not replaced.
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
        let refused = try await witness.addCheckpoint(bench.body(10, 20))
        #expect(refused.status == 500)
        #expect(!String(decoding: refused.body, as: UTF8.self).contains("\u{2014}"))
        try FileManager.default.removeItem(atPath: temporary)
        #expect(try bench.folder.bytes(bench.stateFile) == before)
        // What was refused left no trace: the other log's 20 is as good as ours was.
        #expect(try await witness.addCheckpoint(bench.body(20, 20)).answer == .conflict(size: 10))
        #expect(try await witness.addCheckpoint(bench.body(10, 20)).status == 200)
    }

    @Test func oneProcessOnly() throws {
        let first = try WitnessFolder(bench.directory)
        let failure = #expect(throws: WitnessError.self) { try WitnessFolder(bench.directory) }
        #expect(failure?.field == "--dir")
        #expect(failure?.message.contains("in use") == true)
        #expect(try first.read().isEmpty)
    }

    @Test func folderThatIsNotThere() throws {
        let failure = #expect(throws: WitnessError.self) { try WitnessFolder(bench.folder.file("none")) }
        #expect(failure?.kind == .missingFile)
    }

    /// Every damage stops the start; none is taken for "nothing seen".
    @Test func damagedMemory() async throws {
        do {
            let witness = try bench.open(WitnessFolder(bench.directory))
            #expect(try await witness.addCheckpoint(bench.body(0, 20)).status == 200)
        }
        let good = try bench.folder.bytes(bench.stateFile)
        var flipped = good
        flipped[good.count / 2] ^= 1
        for bad in [[], [UInt8](good.dropLast()), flipped, good + good] {
            try bench.folder.write(bench.stateFile, bad)
            let failure = await #expect(throws: WitnessError.self) {
                try await WitnessServer.start(bench.options, now: { SampleWitness.now })
            }
            #expect(failure?.kind == .badInput)
            #expect(failure?.message.contains("damaged") == true)
            #expect(throws: WitnessError.self) { try WitnessShow(directory: bench.directory) }
        }
        // Another log's memory under this name.
        try bench.folder.write(bench.stateFile, good)
        try bench.folder.write("w/" + WitnessedLog.identifier(of: "x"), good)
        #expect(throws: WitnessError.self) { try WitnessFolder(bench.directory).read() }
    }

    @Test func unfinishedWriteIsPassedOver() async throws {
        let folder = try WitnessFolder(bench.directory)
        let witness = try bench.open(folder)
        #expect(try await witness.addCheckpoint(bench.body(0, 20)).status == 200)
        try bench.folder.write(bench.stateFile + ".new", [1, 2, 3])
        #expect(try folder.read().values.map { $0.checkpoint.size } == [20])
    }

    @Test func shown() async throws {
        #expect(try WitnessShow(directory: bench.directory).json.text == #"{"logs":[]}"#)
        let witness = try bench.open(WitnessFolder(bench.directory))
        _ = try await witness.addCheckpoint(bench.body(0, 20))
        let show = try WitnessShow(directory: bench.directory)
        let root = try bench.checkpoint(20).root.hex
        let identifier = WitnessedLog.identifier(of: SampleWitness.origin)
        #expect(
            show.json.text
                == #"{"logs":[{"origin":"saksi.example/log","size":20,"root":"\#(root)","time":1800000000,"#
                + #""sha256":"\#(identifier)"}]}"#)
        #expect(show.text(.english).contains("20 entries"))
        #expect(show.text(.indonesian).contains("20 entri"))
    }
}

extension SampleWitness {
    /// What stands in the state file.
    fileprivate func memory() throws -> WitnessedLog {
        guard let log = WitnessedLog(try folder.bytes(stateFile)) else { throw Missing() }
        return log
    }
}
