/// Why a program could not do what it was asked: a kind, which is its exit code, and what is at fault.
///
/// The text names the field, the value where it is not secret, and the limit. It never holds a codename, a key,
/// an address or words of a report. It is said in both languages; the terminal chooses.
package struct Failure: Error, Equatable, CustomStringConvertible {
    /// The exit codes of `sysexits.h` that the command-line contract names.
    package enum Kind: Int32, Sendable, CaseIterable {
        /// What was checked is false: the site shows nothing new for too long.
        case stale = 1
        case usage = 64
        case badInput = 65
        case missingFile = 66
        case unreachable = 69
        case outputExists = 73
        case inputOutput = 74
        case tryLater = 75
        case untrusted = 76
        case unauthorised = 77
        case configuration = 78

        /// The word in `error.code` of a JSON answer.
        package var code: String {
            switch self {
            case .stale: "stale"
            case .usage: "usage"
            case .badInput: "bad_input"
            case .missingFile: "missing_file"
            case .unreachable: "unreachable"
            case .outputExists: "output_exists"
            case .inputOutput: "input_output"
            case .tryLater: "try_later"
            case .untrusted: "untrusted"
            case .unauthorised: "unauthorised"
            case .configuration: "configuration"
            }
        }
    }

    /// Gives the exit code.
    package var kind: Kind
    /// Lower case, without a full stop.
    package var text: Phrase
    /// The option, setting or schema field at fault; nil where none is.
    package var field: String?
    /// The bound that was not kept, in the unit that `message` names; nil where there is none.
    package var limit: UInt64?

    /// Says what is at fault in both languages: see the properties.
    package init(_ kind: Kind, _ text: Phrase, field: String? = nil, limit: UInt64? = nil) {
        self.kind = kind
        self.text = text
        self.field = field
        self.limit = limit
    }

    /// The object `error` of the command-line contract.
    package func json(_ language: Language) -> JSON {
        [
            "code": .string(kind.code), "field": JSON(field), "limit": JSON(limit),
            "message": .string(text(language)),
        ]
    }

    /// The text in English.
    package var message: String { text.english }

    package var description: String { message }
}
