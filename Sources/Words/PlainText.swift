/// Makes text from outside safe to print: no controls, no bidirectional tricks, no invisible characters.
///
/// Line feeds and tabs stay; everything else that moves the cursor, reorders or hides is shown as U+FFFD.
package func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        result.unicodeScalars.append(isPlain(scalar) ? scalar : "\u{fffd}")
    }
    return result
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" || scalar == "\t" { return true }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
}
