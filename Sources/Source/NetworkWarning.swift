package import Console
package import Verification
import Words

extension SiteAddress {
    /// Says what the network sees.
    ///
    /// Before connecting: afterwards it is too late.
    package func warnOfNetwork(_ dialogue: Dialogue) {
        dialogue.say(SubmissionText.network)
        if proxy == nil { dialogue.say(SubmissionText.withoutTor) }
    }
}
