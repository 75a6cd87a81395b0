import Wire

/// The lines of `identity.key`.
enum IdentityKeyText {
    static func text(_ code: AgencyCode, _ seed: FixedBytes<32>) -> String {
        """
        # kentongan identity key: take it offline; it signs new working keys and nothing else
        agency: \(code)
        identity: \(seed.hex)

        """
    }
}
