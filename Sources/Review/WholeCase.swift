package import Cases
package import Wire

/// A report with all that came behind it, proven, opened and believed; nothing of it is written anywhere.
package struct WholeCase: Sendable {
    /// What the source wrote.
    package var opened: OpenedReport
    /// The report's record, and its messages and acts in the order of the log, proven or not.
    package var records: [ReviewRecord]
    /// Supplements and replies that are not here, or that cannot be read: those of the records whose commitments these are.
    package var unread: [Hash: Unread] = [:]

    /// Questions of the agency, as far as their texts were kept where they were sealed; in the order of their counters.
    package var questions: [Message] = []

    /// Why a supplement or a reply is not there.
    package enum Unread: Equatable, Sendable {
        /// A lawful erasure in the log says so.
        case erased
        /// Gone, and no lawful erasure says so.
        case gone
        /// Somebody sent noise, or the site gave another envelope.
        case garbage
        /// Not fetched yet, or the site did not give it.
        case notFetched
        /// Told to be forgotten here.
        case forgotten
    }

    /// Whether everything that came was proven and read, or lawfully erased.
    package var isWhole: Bool {
        records.allSatisfy { $0.fault == nil } && unread.values.allSatisfy { $0 == .erased }
    }

    /// Puts together what the envelopes of a case say, wherever they came from.
    ///
    /// - Parameters:
    ///   - file: a case whose report is proven, its envelopes read as far as that can be.
    ///   - own: the agency whose answers of the source are among it.
    /// - Throws: `UnreadReport` where the report itself cannot be read.
    package init(_ file: CaseFile, for own: AgencyCode) throws(UnreadReport) {
        guard let received = file.received, let report = file.report else {
            throw UnreadReport(file.received?.content ?? .waiting)
        }
        opened = OpenedReport(record: received.record, epoch: received.epoch ?? 0, report: report)
        records =
            [received.record]
            + file.records.filter { $0.index != received.index }.map { $0.record }
        for (record, _) in file.messages(.supplement) {
            if case .supplement(let supplement) = record.content {
                opened.supplements.append(supplement)
            } else {
                unread[record.commitment] = Unread(record.content)
            }
        }
        for (record, message) in file.messages(.question) where message.agency == own {
            if case .message(let question) = record.content { questions.append(question) }
        }
        for (record, message) in file.messages(.reply) where message.agencies == [own] {
            if case .message(let reply) = record.content {
                opened.replies.append(reply)
            } else {
                unread[record.commitment] = Unread(record.content)
            }
        }
    }
}

extension WholeCase.Unread {
    /// Why what an envelope held is not here.
    fileprivate init(_ content: CaseContent) {
        switch content {
        case .erased: self = .erased
        case .gone: self = .gone
        case .forgotten: self = .forgotten
        case .none, .waiting, .refused: self = .notFetched
        case .report, .supplement, .message, .reason, .notForUs, .unknownKeySet, .garbage, .otherEnvelope:
            self = .garbage
        }
    }
}
