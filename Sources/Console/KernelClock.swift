import CTimex

/// What the kernel says of its own clock: shown to operators, and never a reason to believe that clock.
package enum KernelClock: String, Equatable, Sendable {
    /// Something disciplines it, an NTP client as a rule; by what, the kernel does not know.
    case synchronised
    case unsynchronised
    /// The kernel does not say: a service's sandbox forbids the question.
    case unknown

    /// Asks the kernel (`adjtimex`), which changes nothing.
    package static let asked: @Sendable () -> KernelClock = {
        switch kentongan_clock_is_synchronised() {
        case 1: .synchronised
        case 0: .unsynchronised
        default: .unknown
        }
    }
}
