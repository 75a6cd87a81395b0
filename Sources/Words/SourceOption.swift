/// The options of the sources' program that its errors name: `Failure.field` of a JSON answer holds them.
package enum SourceOption {
    /// A file to attach.
    package static let attach = "--attach"
    /// A file with the calendar of elections.
    package static let calendar = "--calendar"
    /// The file that holds the codename.
    package static let codenameFile = "--codename-file"
    /// An agency that must not read.
    package static let exclude = "--exclude"
    /// The report file.
    package static let from = "--from"
    /// An agency that shall read against the conflict rule's advice.
    package static let include = "--include"
    /// The counter of the question that is answered.
    package static let answers = "--answers"
    /// Files go as they are, what is hidden in them included.
    package static let keepMetadata = "--keep-metadata"
    /// Files keep their names.
    package static let keepNames = "--keep-names"
    /// The agency whose reason is read.
    package static let reason = "--reason"
    /// The message to show.
    package static let message = "--message"
    /// The file that holds an answer.
    package static let messageFile = "--message-file"
    /// The file that holds who the source is.
    package static let identityFile = "--identity-file"
    /// The file that holds a statement.
    package static let statementFile = "--statement-file"
    /// The file that holds a note to more evidence.
    package static let noteFile = "--note-file"
    /// The agency that is answered.
    package static let to = "--to"
    /// The new file for a receipt, of the command that saves one.
    package static let out = "--out"
    /// The new file for a receipt as a page to print.
    package static let page = "--page"
    /// The new file for the descriptor.
    package static let saveDescriptor = "--save-descriptor"
    /// The new file for the promise.
    package static let savePromise = "--save-promise"
    /// The new file for the receipt, of the command that shows an inbox.
    package static let saveReceipt = "--save-receipt"
    /// How often decoys are made.
    package static let schedule = "--schedule"
    /// The site's link.
    package static let site = "--site"
    /// The way there.
    package static let proxy = "--proxy"
    /// Nothing is to be confirmed.
    package static let yes = "--yes"
}
