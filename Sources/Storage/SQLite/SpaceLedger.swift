import Foundation
import GRDB
import Synchronization
import Wire

/// Keeps the account of the payload file: what it holds, what was announced, what settling writes once more.
///
/// Looking and taking are one step. Mailboxes are known from the announcement of an upload until its epoch is settled,
/// in memory alone.
final class SpaceLedger: Sendable {
    private let path: String
    private let account: Mutex<Account>

    private struct Account {
        var use = SpaceUse()
        /// Bytes of the pages of the file, free ones too, its journal included.
        var pages: UInt64 = 0
        /// Published, and not moved yet.
        var settling: UInt64 = 0
        /// Uploads announced, by mailbox.
        var open: [PublicKey: UInt64] = [:]
        /// Uploads whose record waits for its epoch.
        var staged: [PublicKey: UInt64] = [:]
    }

    /// - Parameters:
    ///   - path: of the payload file.
    ///   - unsettled: bytes that wait for their epoch already.
    init(path: String, unsettled: UInt64) {
        self.path = path
        var account = Account()
        account.use.unsettled = SpaceUse.cost(of: unsettled)
        self.account = Mutex(account)
    }

    /// Bytes of free pages.
    var free: UInt64 { account.withLock { $0.use.free } }

    /// As it stands now.
    func use(of owner: PublicKey? = nil) -> SpaceUse { account.withLock { use(of: owner, in: $0) } }

    /// Sets room aside where the rule allows it; false where it does not.
    func reserve(_ bytes: UInt64, for owner: PublicKey? = nil, where allows: RoomRule) -> Bool {
        account.withLock { account in
            guard allows(use(of: owner, in: account), bytes) else { return false }
            account.use.announced.add(SpaceUse.cost(of: bytes))
            if let owner { account.open[owner, default: 0].add(bytes) }
            return true
        }
    }

    /// Gives room back that was set aside.
    ///
    /// - Parameters:
    ///   - bytes: that do not come any more, or are there.
    ///   - owner: whose upload is over, with its whole length.
    func giveBack(_ bytes: UInt64, upload owner: (key: PublicKey, length: UInt64)? = nil) {
        account.withLock { account in
            account.use.announced.take(SpaceUse.cost(of: bytes))
            if let owner { account.open.take(owner.length, of: owner.key) }
        }
    }

    /// An upload's record is staged: its mailbox has that much until the epoch is settled.
    func staged(_ length: UInt64, by owner: PublicKey) {
        account.withLock { account in
            account.open.take(length, of: owner)
            account.staged[owner, default: 0].add(length)
        }
    }

    /// Bytes stand in the staging table, and will be written once more.
    func wrote(_ bytes: UInt64) { account.withLock { $0.use.unsettled.add(SpaceUse.cost(of: bytes)) } }

    /// Bytes of the staging table will be removed and not be settled.
    func dropped(_ bytes: UInt64) { account.withLock { $0.use.unsettled.take(SpaceUse.cost(of: bytes)) } }

    /// Records of so many bytes are published: their payloads are moved next.
    func publish(_ bytes: UInt64) { account.withLock { $0.settling.add(SpaceUse.cost(of: bytes)) } }

    /// All payloads of published records are moved.
    func settled() {
        account.withLock { account in
            account.use.unsettled.take(account.settling)
            account.settling = 0
            account.staged = [:]
        }
    }

    /// Takes the file's measure, in the writer's turn.
    func measure(_ db: Database) throws {
        let size = try db.row("PRAGMA page_size")?.number(0) ?? 0
        let count = try db.row("PRAGMA page_count")?.number(0) ?? 0
        let free = try db.row("PRAGMA freelist_count")?.number(0) ?? 0
        account.withLock { account in
            account.pages = count &* size
            account.use.free = min(free, count) &* size
            account.use.stored = account.pages &- account.use.free
        }
    }

    private func use(of owner: PublicKey?, in account: borrowing Account) -> SpaceUse {
        var use = account.use
        if let owner {
            use.ofOwner = account.open[owner, default: 0]
            use.ofOwner.add(account.staged[owner, default: 0])
        }
        var status = stat()
        if unsafe stat(path, &status) == 0 {
            use.growing = account.pages
            use.growing.take(UInt64(clamping: status.st_size))
        }
        return use
    }
}

extension UInt64 {
    fileprivate mutating func add(_ other: UInt64) { self = plus(other) }

    fileprivate mutating func take(_ other: UInt64) { self = less(other) }
}

extension [PublicKey: UInt64] {
    fileprivate mutating func take(_ bytes: UInt64, of key: PublicKey) {
        guard let held = self[key] else { return }
        let left = held.less(bytes)
        self[key] = left > 0 ? left : nil
    }
}
