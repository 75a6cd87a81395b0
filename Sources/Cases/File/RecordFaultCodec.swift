package import Wire

// struct {
//     uint8 fault;             0 entry, 1 repeated, 2 agencies, 3 report, 4 other agencies, 5 act, 6 gap,
//                              7 duplicate, 8 previous, 9 counter
//     uint32 first;            the act's fault, or the number that was expected, or the only one
//     uint32 second;           the number that was found
// } RecordFault;
extension RecordFault: WireMessage {
    /// Bytes of an encoding.
    package static var maximumSize: Int { 9 }

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let number = try reader.uint8("RecordFault.fault")
        let first = try reader.uint32("RecordFault.first")
        let second = try reader.uint32("RecordFault.second")
        switch number {
        case 0: self = .entry
        case 1: self = .repeated
        case 2: self = .agencies
        case 3: self = .report
        case 4: self = .otherAgencies
        case 5:
            guard let fault = ActFault(stored: first) else {
                throw reader.unknown(first, "RecordFault.first", width: 8)
            }
            self = .act(fault)
        case 6: self = .history(.gap(expected: first, found: second))
        case 7: self = .history(.duplicate(first))
        case 8: self = .history(.previous(first))
        case 9: self = .counter(expected: first, found: second)
        default: throw reader.unknown(number, "RecordFault.fault", width: 9)
        }
    }

    /// Writes the fault as it is stored.
    package func write(to writer: inout WireWriter) {
        let (number, first, second): (UInt8, UInt32, UInt32) =
            switch self {
            case .entry: (0, 0, 0)
            case .repeated: (1, 0, 0)
            case .agencies: (2, 0, 0)
            case .report: (3, 0, 0)
            case .otherAgencies: (4, 0, 0)
            case .act(let fault): (5, fault.stored, 0)
            case .history(.gap(let expected, let found)): (6, expected, found)
            case .history(.duplicate(let counter)): (7, counter, 0)
            case .history(.previous(let counter)): (8, counter, 0)
            case .counter(let expected, let found): (9, expected, found)
            }
        writer.uint8(number)
        writer.uint32(first)
        writer.uint32(second)
    }
}

extension ActFault {
    fileprivate init?(stored: UInt32) {
        switch stored {
        case 0: self = .format
        case 1: self = .report
        case 2: self = .agency
        case 3: self = .signer
        case 4: self = .signature
        case 5: self = .second
        default: return nil
        }
    }

    fileprivate var stored: UInt32 {
        switch self {
        case .format: 0
        case .report: 1
        case .agency: 2
        case .signer: 3
        case .signature: 4
        case .second: 5
        }
    }
}
