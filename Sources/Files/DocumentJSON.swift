import Foundation

extension Document {
    /// Reads a JSON object.
    ///
    /// Dates are strings of the form `2024-11-16`, as everywhere else in JSON.
    package init(json text: String) throws(DocumentError) {
        let object: Any
        do {
            object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        } catch {
            throw .notJSON
        }
        guard let members = object as? [String: Any] else {
            throw .notAnObject
        }
        settings = members.sorted { $0.key < $1.key }.map {
            Setting(path: $0.key, value: Value(json: $0.value), line: nil)
        }
    }
}

extension Document.Value {
    fileprivate init(json value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let number as NSNumber where isBoolean(number): self = .boolean(number.boolValue)
        case let number as NSNumber where Double(number.intValue) == number.doubleValue:
            self = .integer(number.intValue)
        case is NSNumber: self = .other("a decimal number")
        case let values as [Any]: self = .array(values.map { Self(json: $0) })
        case is [String: Any]: self = .other("an object")
        default: self = .other("null")
        }
    }
}

/// Foundation gives JSON's booleans as numbers whose Objective-C type is that of a C bool.
private func isBoolean(_ number: NSNumber) -> Bool {
    unsafe String(cString: number.objCType) == "c"
}
