import AuditLog
import Wire
package import Words

extension NewSite {
    /// The answer of `init --json`.
    package var json: JSON {
        [
            "origin": .string(origin), "link": .string("\(link)"), "log_vkey": .string(logKey),
            "root_fingerprint": .string(link.fingerprint.hex),
            "descriptor_sha256": .string(descriptorHash.hex),
        ]
    }
}

extension RenewedSite {
    /// Until when it holds.
    package func expiry(_ language: Language) -> String {
        ExpiryText.sentence(agency: nil, notAfter: notAfter, isPast: false, zone: zone)(language)
    }

    /// The answer of `renew --json` and `adopt --json`.
    package var json: JSON {
        [
            "origin": .string(origin), "serial": .integer(serial), "not_after": JSON(notAfter),
            "expires": .string(ExpiryText.day(notAfter)),
        ]
    }
}

extension RecoveredSite {
    /// The answer of `recover --json`.
    package var json: JSON {
        [
            "origin": .string(origin), "link": .string("\(link)"), "log_vkey": .string(logKey),
            "previous": [
                "origin": .string(previous.origin), "size": JSON(previous.size),
                "root": .string(previous.root.hex), "epoch": JSON(previous.epoch),
                "cause": .string(previous.cause.name ?? "other"),
            ],
        ]
    }
}
