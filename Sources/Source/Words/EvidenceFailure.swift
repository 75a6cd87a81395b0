import Files
import Sealing
package import Words

extension EvidenceError: Explainable {
    /// Names the file; the option that attached it is at fault.
    package var failure: Failure {
        let option = SourceOption.attach
        return switch self {
        case .tooMany(let count, let limit):
            Failure(
                .usage, SubmissionText.tooManyAttachments(count, limit: limit), field: option,
                limit: UInt64(limit))
        case .missing(let path):
            Failure(.missingFile, SubmissionText.attachmentMissing(path), field: option)
        case .notAFile(let path, let kind):
            Failure(.badInput, kind.refusal(path).behind(option), field: option)
        case .unreadable(let path, let error): Failure(reading: path, field: option, error)
        case .changed(let name):
            Failure(.badInput, SubmissionText.attachmentChanged(name), field: option)
        case .uncleaned(let path, let obstacle):
            Failure(
                .badInput, EvidenceText.uncleaned(path, obstacle?.text ?? EvidenceText.someLeft),
                field: SourceOption.keepMetadata)
        case .tooLarge(let bytes, let limit):
            Failure(
                .badInput, SubmissionText.attachmentsTooLarge(bytes: bytes, limit: limit), field: option,
                limit: limit)
        case .sealing(let error): Failure(sealing: error, field: option)
        }
    }
}

extension EvidenceObstacle {
    /// Lower case, without a full stop.
    var text: Phrase {
        switch self {
        case .noTool: EvidenceText.noTool
        case .unknownType: EvidenceText.unknownType
        case .unfamiliar: EvidenceText.unfamiliar
        case .noMemory: EvidenceText.noMemory
        case .noRoom: EvidenceText.noRoom
        case .outOfTime: EvidenceText.outOfTime
        }
    }
}

extension RegularFile.Kind {
    fileprivate func refusal(_ path: String) -> Phrase {
        switch self {
        case .file, .device:
            Phrase(
                "'\(path)' bukan berkas biasa, melainkan perangkat",
                "'\(path)' is no ordinary file, but a device")
        case .folder:
            Phrase(
                "'\(path)' adalah folder; lampirkan berkas di dalamnya satu per satu",
                "'\(path)' is a folder; attach the files in it one by one")
        case .pipe:
            Phrase(
                "'\(path)' hanya dapat dibaca sekali (pipa); simpan dahulu sebagai berkas",
                "'\(path)' can be read once only (a pipe); save it as a file first")
        case .socket:
            Phrase(
                "'\(path)' bukan berkas biasa, melainkan soket", "'\(path)' is no ordinary file, but a socket"
            )
        }
    }
}

extension EvidenceCleaning.Note {
    /// Nil where there is nothing to say.
    var text: Phrase? {
        switch self {
        case .same: nil
        case .pictures: EvidenceText.pictures
        case .office: EvidenceText.office
        }
    }
}
