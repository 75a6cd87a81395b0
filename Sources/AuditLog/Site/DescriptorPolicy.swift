import TransparencyLog
package import Wire

extension WitnessPolicy {
    /// What a site's descriptor names.
    package init(_ descriptor: SiteDescriptor) throws(LogError) {
        let (log, witnesses) = (try descriptor.logKey(), try descriptor.witnessKeys())
        do {
            try self.init(log: log, witnesses: witnesses, threshold: Int(descriptor.quorum))
        } catch {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.witnesses", expected: "a policy", found: "\(error)")
        }
    }
}
