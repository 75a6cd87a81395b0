extension Size {
    init(exactly count: Int) {
        self.init(minimum: count, maximum: count)
    }

    static func + (left: Size, right: Size) -> Size {
        Size(minimum: left.minimum + right.minimum, maximum: left.maximum + right.maximum)
    }

    /// A value of this size behind its own length.
    var delimited: Size {
        Size(minimum: minimum + lengthSize(minimum), maximum: maximum + lengthSize(maximum))
    }
}

/// Bytes of a vector's length: RFC 9420 section 2.1.2.
func lengthSize(_ count: Int) -> Int {
    switch count {
    case ..<(1 << 6): 1
    case ..<(1 << 14): 2
    default: 4
    }
}
