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
    /// The answer of `renew --json` and `adopt --json`.
    package var json: JSON {
        ["origin": .string(origin), "serial": .integer(serial), "not_after": JSON(notAfter)]
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
