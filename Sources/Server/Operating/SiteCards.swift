import Files
import Keys
import TransparencyLog
package import Wire

extension SitePlan {
    /// Reads the cards that agencies and the auditor handed over, each checked by itself.
    package static func agencyCard(_ path: String) throws(SitePlanError) -> AgencyCard {
        let card = try readCard(AgencyCard.self, "AGENCY CARD", path, .agency)
        guard card.format == 1, card.keys.format == 1, card.keys.serial == 0, card.keys.origin.isEmpty,
            card.keys.isSigned(by: card.identity, origin: "")
        else {
            throw .unsignedCard(path: path)
        }
        return card
    }

    /// Reads the card of an agency that joins a log that is there, or changes its identity in it: its keys may be of that
    /// log, and of any serial number.
    package static func agencyCard(_ path: String, joining origin: Origin) throws(SitePlanError) -> AgencyCard
    {
        let card = try readCard(AgencyCard.self, "AGENCY CARD", path, .agency)
        guard card.format == 1, card.keys.format == 1, [origin, ""].contains(card.keys.origin),
            !card.keys.origin.isEmpty || card.keys.serial == 0,
            card.keys.isSigned(by: card.identity, origin: card.keys.origin)
        else {
            throw .unsignedCard(path: path)
        }
        return card
    }

    /// Reads the auditor's card.
    package static func auditorCard(_ path: String) throws(SitePlanError) -> AuditorCard {
        let card = try readCard(AuditorCard.self, "AUDITOR CARD", path, .auditor)
        guard card.format == 1 else {
            throw .cardFormat(path: path, format: Int(card.format))
        }
        return card
    }

    /// Reads a region's number.
    package static func region(_ text: String) throws(SitePlanError) -> SiteRegion {
        guard let region = SiteRegion(text) else { throw .region(text) }
        return region
    }

    /// Reads an outside witness.
    ///
    /// - Parameter argument: a C2SP vkey of type 0x04, or a file of at most 4,096 bytes that holds one.
    /// - Returns: the name and the public key in it.
    /// - Throws: `notAVKey` or `notAWitnessKey` for another key or none, `unreadable` for the file.
    package static func witness(_ argument: String) throws(SitePlanError) -> Witness {
        let key: VerifierKey
        do {
            if let written = try? VerifierKey(vkey: argument) {
                key = written
            } else {
                let text = try read(argument, limit: 4_096, .witness)
                key = try VerifierKey(vkey: text.last == "\n" ? String(text.dropLast()) : text)
            }
        } catch let error as SitePlanError {
            throw error
        } catch {
            throw .notAVKey(argument, reason: "\(error)")
        }
        guard key.algorithm == .cosignature else {
            throw .notAWitnessKey(name: key.name)
        }
        return Witness(name: key.name, key: key.publicKey)
    }
}

private func readCard<Card: WireMessage>(
    _: Card.Type, _ name: String, _ path: String, _ source: SitePlanError.Source
) throws(SitePlanError) -> Card {
    let text = try read(path, limit: 1 << 16, source)
    do {
        return try Armor.read(Card.self, name: name, from: text)
    } catch {
        throw .notACard(source, path: path, reason: "\(error)")
    }
}

private func read(
    _ path: String, limit: Int, _ source: SitePlanError.Source
) throws(SitePlanError) -> String {
    do throws(FileError) { return try Files.readText(path, limit: limit) } catch {
        throw .unreadable(source, error)
    }
}
