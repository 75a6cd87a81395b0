import AuditLog
package import Console
import Files
import Keys
import Passphrases
import Verification
package import Wire

/// What the holder of a root key does on a machine without a network: reads what a draft changes, and signs it.
package struct RootSigning: Sendable {
    private let path: String
    /// What is to be signed; checked, and by this root.
    package let draft: SiteDraft
    private let root: SigningKey

    /// Seconds that a descriptor may hold, with a day for time zones.
    private static let longest: UInt64 = 91 * 86_400
    /// Bytes of the longest draft.
    private static let limit = 1 << 18

    /// Reads both files and checks all that can be checked without a network.
    ///
    /// - Parameters:
    ///   - path: the draft's.
    ///   - rootKey: path of the root key.
    ///   - last: path of what was signed last, a draft or a descriptor: this one has to start from it.
    ///   - now: seconds since 1970, by the machine's own clock.
    /// - Throws: what keeps this key from signing it; nobody was asked anything by then.
    package init(
        _ path: String, rootKey: String, last: String? = nil, now: UInt64
    ) throws(CeremonyError) {
        self.path = path
        draft = try Self.read(path)
        root = try Self.root(rootKey)
        do { try draft.check() } catch { throw .fault(error) }
        guard root.publicKey == draft.last.root else { throw .fault(.otherRoot) }
        guard !draft.isSigned else { throw .signedAlready }
        if let last {
            let signed = try Self.descriptor(last)
            guard signed == draft.last else {
                throw .notTheLast(serial: draft.last.serial, signed: signed.serial)
            }
        }
        let notAfter = draft.next.notAfter
        guard now <= notAfter else { throw .ranOut(notAfter: notAfter, now: now) }
        guard notAfter.less(now) <= Self.longest else { throw .tooFar(notAfter: notAfter, now: now) }
        guard !draft.doubts.contains(.unknown) else { throw .unknownChange }
    }

    /// Shows what changes, and asks.
    ///
    /// - Throws: `nobodyToAsk` without a terminal, `declined` for any other answer than yes.
    package func confirm(by dialogue: Dialogue) throws {
        guard dialogue.isInteractive else { throw CeremonyError.nobodyToAsk }
        dialogue.say(draft.text(dialogue.language))
        guard try draft.isAgreed(by: dialogue) else { throw CeremonyError.declined }
    }

    /// Signs, and writes the draft where it was, or to a new file.
    ///
    /// - Returns: the signed draft, and its path.
    package func sign(to out: String?) throws(CeremonyError) -> (draft: SiteDraft, path: String) {
        let signed: SiteDraft
        do { signed = try draft.signed(by: root) } catch { throw .fault(error) }
        let text: String
        do { text = try Armor.text(signed, name: "SITE DRAFT") } catch {
            throw .signing(reason: "\(error)")
        }
        do throws(FileError) {
            if let out {
                try Files.create(out, Array(text.utf8), secret: false)
            } else {
                try Files.replace(path, Array(text.utf8), secret: false)
            }
        } catch { throw .unwritable(path: out ?? path, error) }
        return (signed, out ?? path)
    }

    private static func read(_ path: String) throws(CeremonyError) -> SiteDraft {
        let text: String
        do { text = try Files.readText(path, limit: limit) } catch { throw .draftFile(error) }
        do { return try Armor.read(SiteDraft.self, name: "SITE DRAFT", from: text) } catch {
            throw .notADraft(path: path, reason: error.description)
        }
    }

    private static func root(_ path: String) throws(CeremonyError) -> SigningKey {
        let text: String
        do throws(KeyTextError) { text = try ProtectedText.read(path).text } catch {
            switch error {
            case .file(let error): throw .rootFile(path: path, error)
            case .passphrase(let fault): throw .passphrase(fault)
            }
        }
        do { return try KeyText(text).signingKey("seed") } catch { throw .notARootKey(path: path) }
    }

    /// Of a signed draft, or as `init` writes it.
    private static func descriptor(_ path: String) throws(CeremonyError) -> SiteDescriptor {
        let bytes: [UInt8]
        do { bytes = try Files.read(path, limit: limit) } catch { throw .draftFile(error) }
        if let descriptor = try? SiteDescriptor(decoding: bytes) { return descriptor }
        guard let text = String(validating: bytes, as: UTF8.self),
            let draft = try? Armor.read(SiteDraft.self, name: "SITE DRAFT", from: text)
        else { throw .notADraft(path: path, reason: "not a kentongan site draft") }
        return draft.next
    }
}
