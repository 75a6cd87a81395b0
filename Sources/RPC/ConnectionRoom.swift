import Wire

/// The open connections of a listener, and which of them makes room where it is full.
///
/// The one whose client has had nothing done for longest goes, if that is long enough; else one whose handshake is not
/// done, by lot: of a flood of those the many go, and an honest one that is quick stays.
struct ConnectionRoom<Connection> {
    private struct Place {
        let id: ObjectIdentifier
        let activity: Activity
        let connection: Connection
    }

    /// As many are looked at, by lot where there are more: that is nearly as good, and costs a flood of any size little.
    private static var looks: Int { 64 }

    private let limit: Int
    /// Milliseconds for which a client may have nothing done, where others want its place.
    private let leisure: UInt64
    private var places: [Place] = []
    private var indices: [ObjectIdentifier: Int] = [:]

    init(limit: Int, leisure: UInt64) {
        self.limit = limit
        self.leisure = min(leisure, 1 << 40)
    }

    var all: [Connection] { places.map(\.connection) }
    var isFull: Bool { places.count >= limit }

    mutating func insert(_ id: ObjectIdentifier, _ activity: Activity, _ connection: Connection) {
        indices[id] = places.count
        places.append(Place(id: id, activity: activity, connection: connection))
    }

    mutating func remove(_ id: ObjectIdentifier) {
        guard let index = indices.removeValue(forKey: id), let last = places.popLast(), last.id != id else {
            return
        }
        places[index] = last
        indices[last.id] = index
    }

    /// Takes out who makes room; nil where nobody does.
    mutating func makeRoom(at now: UInt64) -> Connection? {
        let seen =
            places.count <= Self.looks
            ? places.shuffled() : (0..<Self.looks).compactMap { _ in places.randomElement() }
        let idlest = seen.min { $0.activity.last < $1.activity.last }
        let leaving =
            idlest.flatMap { $0.activity.last.plus(leisure) <= now ? $0 : nil }
            ?? seen.first { !$0.activity.isGreeted }
        guard let leaving else { return nil }
        remove(leaving.id)
        return leaving.connection
    }
}
