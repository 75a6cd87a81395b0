/// What falls due, what is overdue first.
package struct DueList: Equatable, Sendable {
    /// Rows with a limit that runs, by its last day.
    package let list: ReviewList

    /// Takes from a list what has a limit.
    package init(_ all: ReviewList) {
        var list = ListFilter().apply(all)
        list.rows = list.rows.filter { all.due(of: $0) != nil }
        self.list = list
    }

    /// How many limits are over.
    package var overdue: Int { list.rows.count { list.due(of: $0)?.isOver == true } }
}
