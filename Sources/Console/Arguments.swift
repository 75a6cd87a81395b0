import Glibc
import Words

/// The program's name and its arguments, byte for byte as the system gave them: see `SystemText`.
///
/// `CommandLine.arguments` replaces what is not UTF-8, and a file of such a name would not be found.
package let programArguments: [String] = (0..<Int(CommandLine.argc)).compactMap { index in
    guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
    let bytes = unsafe UnsafeBufferPointer(start: argument, count: strlen(argument))
    return unsafe SystemText.text(bytes.map { UInt8(bitPattern: $0) })
}
