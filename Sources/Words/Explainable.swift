/// An error of a role that a program can tell its user.
///
/// Roles throw small values; the sentence, the field and the exit code stand in the conformance, in the role's folder
/// `Words`. A program catches `any Explainable` and tells `failure`.
package protocol Explainable: Error {
    /// What the program says and how it exits.
    var failure: Failure { get }
}

extension Failure: Explainable {
    /// Itself.
    package var failure: Failure { self }
}

extension Explainable {
    /// The exit code's name.
    package var kind: Failure.Kind { failure.kind }
    /// What is said, in English; it never holds a secret.
    package var message: String { failure.message }
    /// The option, file or field at fault; nil where none is.
    package var field: String? { failure.field }
    /// What the field may be at most; nil where that is not the point.
    package var limit: UInt64? { failure.limit }
}
