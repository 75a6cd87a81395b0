extension Agency {
    /// An agency under the first identity that its code ever had.
    package init(code: AgencyCode, name: String, kind: AgencyKind, identity: PublicKey) {
        self.init(code: code, name: name, kind: kind, identity: identity, lineage: Hash())
    }
}
