/// What a signature is about: the first table of Protocol/README.md section 6, all of it but C2SP's own.
package enum SignatureLabel: String, CaseIterable, Sendable {
    case siteDescriptor = "kentongan site descriptor v1"
    case agencyKeys = "kentongan agency keys v1"
    case statement = "kentongan statement v1"
    case promise = "kentongan promise v1"
    case authentication = "kentongan authentication v1"
    case submission = "kentongan submission v1"
    case report = "kentongan report v1"
    case supplement = "kentongan supplement v1"
    case message = "kentongan message v1"
    case act = "kentongan act v1"
    case secondAct = "kentongan act second v1"
    case account = "kentongan account v1"
    case erasure = "kentongan erasure v1"
    case channelKey = "kentongan channel key v1"
    case authorship = "kentongan authorship v1"

    /// The label's bytes, with their NUL.
    package var label: Label { Label(text: rawValue) }
}

/// The second table: what a hash is about. The codename's label is Sealing's, which alone hashes one.
extension Label {
    static let commitment: Label = "kentongan commitment v1"
    static let root: Label = "kentongan root v1"
    static let keySet: Label = "kentongan key set v1"
    static let lineage: Label = "kentongan lineage v1"
    static let work: Label = "kentongan work v1"
    /// Of the numbers behind a month's figures.
    package static let figures: Label = "kentongan figures v1"

    fileprivate init(text: String) {
        bytes = [UInt8](text.utf8) + [0]
    }
}
