/// Why a folder of new files was not made, or not filled.
package enum OutputFolderError: Error, Equatable, Sendable {
    /// Something else than a folder is there.
    case notAFolder(path: String)
    /// The folder holds something already.
    case notEmpty(path: String)
    /// The folder, or one inside, could not be made.
    case notMade(path: String)
    /// A whole file inside could not be written.
    case file(path: String, FileError)
    /// A file that comes in pieces could not be written into the folder.
    case unwritable(path: String, FileError)
}
