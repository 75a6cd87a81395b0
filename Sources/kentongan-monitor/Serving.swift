import Files
import Words

/// Tells in `--ready-file`, where there is one, that a service answers, and where.
func write(_ ready: JSON, to file: String?) throws {
    guard let file else { return }
    try Files.replace(file, Array((ready.text + "\n").utf8), secret: false, field: "--ready-file")
}
