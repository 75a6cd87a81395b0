import Console
package import Words

/// One thing that was checked about a file that proves something: a line for people, an object for scripts.
package struct ProofCheck: Equatable, Sendable {
    /// As in `checks[].name`.
    package enum Name: String, Sendable {
        case format
        case descriptor
        case root
        case commitment
        case leaf
        case promise
        case logSignature = "log_signature"
        case cosignatures
        case inclusion
        case epoch
        case epochBefore = "epoch_before"
        case neighbours
    }

    package let name: Name
    /// Nil where it could not be checked, or was not enough.
    package let ok: Bool?
    /// What was seen.
    package let detail: Phrase

    init(_ name: Name, _ ok: Bool?, _ detail: Phrase) {
        self.name = name
        self.ok = ok
        self.detail = detail
    }

    /// With a detail that is no sentence: a hash, a library's words.
    init(_ name: Name, _ ok: Bool?, _ detail: String) {
        self.init(name, ok, Phrase(detail, detail))
    }

    /// - Parameter body: throws what is wrong, or gives what is right.
    init(_ name: Name, _ body: () throws -> Phrase) {
        do { self.init(name, true, try body()) } catch { self.init(name, false, "\(error)") }
    }

    package var json: JSON {
        [
            "name": .string(name.rawValue), "ok": ok.map { .bool($0) } ?? .null,
            "detail": .string(plain(detail.english)),
        ]
    }

    package func text(_ language: Language) -> String {
        "  \(mark(language))  \(name.label(language)): \(plain(detail(language)))"
    }

    private func mark(_ language: Language) -> String {
        switch ok {
        case true?: Phrase("cocok", "holds")(language)
        case false?: Phrase("SALAH", "FALSE")(language)
        case nil: Phrase("belum terbukti", "not shown")(language)
        }
    }
}

extension ProofCheck.Name {
    fileprivate var label: Phrase {
        switch self {
        case .format: Phrase("bentuk berkas", "format")
        case .descriptor: Phrase("keterangan situs", "site descriptor")
        case .root: Phrase("kunci akar", "root key")
        case .commitment: Phrase("isi komitmen", "commitment opened")
        case .leaf: Phrase("entri", "leaf")
        case .promise: Phrase("tanda tangan janji", "promise signature")
        case .logSignature: Phrase("tanda tangan log", "log signature")
        case .cosignatures: Phrase("tanda tangan saksi", "cosignatures")
        case .inclusion: Phrase("letak dalam log", "inclusion")
        case .epoch: Phrase("epoch yang dijanjikan", "promised epoch")
        case .epochBefore: Phrase("epoch sebelumnya", "epoch before")
        case .neighbours: Phrase("ketiadaan dalam batch", "absence from the batch")
        }
    }
}

/// What a file's checks come to.
package enum ProofResult: String, Equatable, Sendable {
    case ok
    /// Nothing is false, but not everything could be checked.
    case incomplete
    case failed

    package var exitCode: Int32 {
        switch self {
        case .ok: 0
        case .failed: 1
        case .incomplete: 3
        }
    }
}
