extension [UInt8] {
    /// The bytes of a text file as every reader of lines takes them: without the byte order mark of UTF-8, and with a line
    /// feed at each line's end, which some editors write as CR LF or CR.
    package var withLineFeeds: [UInt8] {
        let bytes = starts(with: [0xef, 0xbb, 0xbf]) ? self[3...] : self[...]
        guard bytes.count < count || bytes.contains(carriageReturn) else { return self }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var previous: UInt8?
        for byte in bytes {
            if byte == carriageReturn {
                text.append(lineFeed)
            } else if byte != lineFeed || previous != carriageReturn {
                text.append(byte)
            }
            previous = byte
        }
        return text
    }
}

private let carriageReturn = UInt8(ascii: "\r")
private let lineFeed = UInt8(ascii: "\n")
