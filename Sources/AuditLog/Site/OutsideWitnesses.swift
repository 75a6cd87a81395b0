import Cases
package import Wire

extension SiteDescriptor {
    /// The witnesses that are outside government: at least one should be.
    ///
    /// An agency's or the auditor's witness is what its kind says; all others are named by the operator as outside.
    package var witnessesOutsideGovernment: [Witness] {
        var kinds = agencies.map { ("\(origin)/\($0.code)", $0.kind) }
        if let auditor { kinds.append(("\(origin)/auditor", auditor.kind)) }
        return witnesses.filter { witness in
            kinds.first { $0.0 == witness.name }?.1.isOutsideGovernment ?? true
        }
    }
}
