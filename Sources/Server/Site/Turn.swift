/// One piece of work after the other, in the order of asking.
actor Turn {
    private var last: Task<Void, Never>?

    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let before = last
        let task = Task {
            await before?.value
            try await body()
        }
        last = Task { _ = await task.result }
        try await task.value
    }
}
