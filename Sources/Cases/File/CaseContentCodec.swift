package import Wire

// struct {
//     uint8 kind;
//     select (kind) {
//         case 2: Report; case 3: Supplement; case 4: Message; case 5: Reason;
//         case 7, 9: Hash; case 8, 10: utf8 reason<0..1000>;
//         default: nothing;
//     };
// } CaseContent;
extension CaseContent: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 20 }
    private static let longestReason = 1_000

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let kind = try reader.uint8("CaseContent.kind")
        switch kind {
        case 0: self = .none
        case 1: self = .waiting
        case 2: self = .report(try Report(from: &reader))
        case 3: self = .supplement(try Supplement(from: &reader))
        case 4: self = .message(try Message(from: &reader))
        case 5: self = .reason(try Reason(from: &reader))
        case 6: self = .notForUs
        case 7: self = .unknownKeySet(try reader.fixed("CaseContent.key_set"))
        case 8: self = .garbage(try reader.utf8(0...Self.longestReason, "CaseContent.reason"))
        case 9: self = .otherEnvelope(found: try reader.fixed("CaseContent.found"))
        case 10: self = .refused(try reader.utf8(0...Self.longestReason, "CaseContent.reason"))
        case 11: self = .erased
        case 12: self = .gone
        case 13: self = .forgotten
        default: throw reader.unknown(kind, "CaseContent.kind", width: 1)
        }
    }

    /// Writes the content as it is stored; a reason that is too long is cut.
    package func write(to writer: inout WireWriter) {
        writer.uint8(number)
        switch self {
        case .report(let report): report.write(to: &writer)
        case .supplement(let supplement): supplement.write(to: &writer)
        case .message(let message): message.write(to: &writer)
        case .reason(let reason): reason.write(to: &writer)
        case .unknownKeySet(let hash), .otherEnvelope(let hash): writer.fixed(hash)
        case .garbage(let reason), .refused(let reason):
            writer.utf8(Self.cut(reason), 0...Self.longestReason, "CaseContent.reason")
        case .none, .waiting, .notForUs, .erased, .gone, .forgotten: break
        }
    }

    private var number: UInt8 {
        switch self {
        case .none: 0
        case .waiting: 1
        case .report: 2
        case .supplement: 3
        case .message: 4
        case .reason: 5
        case .notForUs: 6
        case .unknownKeySet: 7
        case .garbage: 8
        case .otherEnvelope: 9
        case .refused: 10
        case .erased: 11
        case .gone: 12
        case .forgotten: 13
        }
    }

    private static func cut(_ reason: String) -> String {
        var reason = reason
        while reason.utf8.count > longestReason { reason.removeLast() }
        return reason
    }
}
