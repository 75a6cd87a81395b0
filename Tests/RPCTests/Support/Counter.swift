import Synchronization

final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add(_ number: Int) {
        count.add(number, ordering: .relaxed)
    }
}
