import AuditLog
import Sealing
import Wire
import Words

extension AcceptedPromise {
    /// By when the log holds what was promised, in the site's own time.
    func published(by clock: EpochClock) -> Phrase {
        let due = clock.scheduled(promise.epoch).map { CivilTime.text($0, in: clock.zone) }
        return SubmissionText.publishedBy(epoch: promise.epoch, due: due)
    }
}
