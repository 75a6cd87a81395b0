import NIOCore

extension Duration {
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow
            ? UInt64(Int64.max) : min(product + UInt64(attoseconds) / 1_000_000_000, UInt64(Int64.max))
    }

    var milliseconds: UInt64 { nanoseconds / 1_000_000 }

    var amount: TimeAmount { .nanoseconds(Int64(clamping: nanoseconds)) }
}
