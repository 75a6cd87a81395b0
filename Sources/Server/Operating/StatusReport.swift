package import AuditLog
package import Console
import Files
import Foundation
package import Storage
import TransparencyLog
package import Wire

/// How a site stands, read from its files alone: what no network call tells.
package struct StatusReport: Equatable, Sendable {
    /// One of the descriptor's witnesses, as far as the disk knows.
    package struct Cosigner: Equatable, Sendable {
        /// Its name in the descriptor.
        package let name: String
        /// The newest checkpoint.
        package let hasSigned: Bool
        /// Entries of the newest checkpoint that it signed, of the last 64; 0 for none.
        package let size: UInt64
        /// Seconds since then by its own clock and this one; nil where it signed none.
        package let age: UInt64?
        /// What its submissions came to last, where that is no cosignature.
        package let fault: WitnessOutcome?
    }

    /// The log's name.
    package let origin: Origin
    /// Published entries.
    package let size: UInt64
    /// Of the published tree; nil before batch 0.
    package let root: Hash?
    /// Number of the newest published one; nil before batch 0.
    package let epoch: UInt64?
    /// Records that wait for their epoch.
    package let pending: UInt64
    /// Seconds since the newest epoch was due.
    package let checkpointAge: UInt64?
    /// Of the disk; nil where the system does not tell.
    package let freeBytes: UInt64?
    /// When description and keys run out; nil where no description is published.
    package let expiry: SiteExpiry?
    /// How the guard stands to the database.
    package let guardStanding: StoreInspection.GuardStanding
    /// The descriptor's witnesses, and what each signed.
    package let cosigners: [Cosigner]
    /// Witnesses that must agree.
    package let quorum: UInt8
    /// What came of submitting to the configured witnesses.
    package let submissions: [WitnessStanding]
    /// This clock, held against the log; nil before batch 0.
    package let clock: ClockJudgement?
    /// What the kernel says of it.
    package let kernel: KernelClock
    /// What is not as it should be, in no order; see `problems`.
    package let concerns: [StatusConcern]

    /// Reads the files and changes nothing; a server may have them open.
    ///
    /// - Parameters:
    ///   - directory: the site's.
    ///   - now: seconds since 1970.
    ///   - kernel: what the kernel says of its clock.
    /// - Throws: `store` or `damaged` where the store cannot be read; all else that is missing is left out.
    package init(
        of directory: DataDirectory, now: UInt64, kernel: KernelClock = .unknown
    ) throws(DataDirectoryError) {
        let (status, inspection): (StoreStatus, StoreInspection)
        do { (status, inspection) = try directory.inspect() } catch { throw directory.naming(error) }
        (origin, size, root, pending) = (status.origin, status.size, status.root, status.pending)
        epoch = status.epoch?.number
        checkpointAge = status.epoch.map { now.less($0.scheduled) }
        guardStanding = inspection.guardStanding
        submissions = directory.readWitnesses()
        freeBytes = directory.freeBytes
        self.kernel = kernel
        let descriptor = inspection.descriptor
        quorum = descriptor?.quorum ?? 0
        expiry = descriptor.map { SiteExpiry($0, keys: inspection.keys) }
        cosigners = Self.cosigners(descriptor, inspection.checkpoints, submissions, now: now)
        let ages = cosigners.filter(\.hasSigned).compactMap(\.age)
        let epochClock = descriptor.flatMap { EpochClock($0) }
        clock = status.epoch.flatMap { newest in
            epochClock.map {
                ClockJudgement(at: now, clock: $0, newest: newest) { ages.map { now.less($0) } }
            }
        }
        var concerns = StatusConcern.all(
            inspection, clock, expiry, submissions, newest: status.epoch?.scheduled, now: now)
        if let newest = status.epoch, epochClock?.isLate(newest.scheduled, at: now) == true {
            concerns.append(.late(since: newest.scheduled))
        }
        do throws(ConfigurationError) {
            let configuration = try directory.readConfiguration()
            try configuration.check()
            concerns += StatusConcern.ofIntake(
                configuration, free: freeBytes, payloads: directory.payloadBytes, directory.intake)
        } catch {
            concerns.append(.configuration(error))
        }
        self.concerns = concerns
    }

    private static func cosigners(
        _ descriptor: SiteDescriptor?, _ checkpoints: [String], _ submissions: [WitnessStanding], now: UInt64
    ) -> [Cosigner] {
        let notes = checkpoints.compactMap { try? SignedNote([UInt8]($0.utf8)) }
        return ((try? descriptor?.witnessKeys()) ?? []).map { witness in
            let signed = notes.indices.lazy.compactMap { place in
                notes[place].time(of: witness).map { (place, time: $0) }
            }.first
            let fault = submissions.first { $0.names.contains(witness.name) }?.outcome
            return Cosigner(
                name: witness.name, hasSigned: signed?.0 == 0,
                size: signed.flatMap { try? Checkpoint(text: notes[$0.0].text).size } ?? 0,
                age: signed.map { now.less($0.time) },
                fault: fault == .cosigned || fault == .waiting ? nil : fault)
        }
    }
}

extension SignedNote {
    /// When the witness says that it signed; nil where no right line is its.
    fileprivate func time(of witness: VerifierKey) -> UInt64? {
        signatures.lazy.compactMap {
            try? WitnessLine($0, under: text, by: [witness], latest: .max).timestamp
        }.first
    }
}

extension DataDirectory {
    /// Bytes that sealed reports and evidence take in their file, its free pages left out; nil where there is none.
    fileprivate var payloadBytes: UInt64? {
        let path = file("payload.sqlite")
        guard
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? UInt64,
            let handle = FileHandle(forReadingAtPath: path)
        else { return nil }
        defer { try? handle.close() }
        guard let head = try? handle.read(upToCount: 40), head.count == 40 else { return size }
        // SQLite's file format, section 1.3: the page size at 16 (1 for 65,536), the count of free pages at 36.
        let page = UInt64(head[16]) << 8 | UInt64(head[17])
        let free = head[36..<40].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let (bytes, overflow) = free.multipliedReportingOverflow(by: page == 1 ? 65_536 : page)
        return overflow ? size : size.less(bytes)
    }

    /// Guard and database one after the other: a close between the two looks like a guard that is ahead or behind, so
    /// what looks so is read again.
    fileprivate func inspect() throws(StoreError) -> (StoreStatus, StoreInspection) {
        for _ in 0..<5 {
            let inspection = try inspection()
            if inspection.guardStanding == .ok { return (try storeStatus(), inspection) }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return (try storeStatus(), try inspection())
    }
}
