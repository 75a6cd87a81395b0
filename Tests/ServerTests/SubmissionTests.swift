import AuditLog
import Sealing
@testable import Server
import Source
import Storage
import Testing
import TransparencyLog
import Verification
import Visit
import Wire

@Suite(.timeLimit(.minutes(3))) struct SubmissionTests {
    @Test func same_bytes_same_promise_before_and_after_the_close_and_a_restart() async throws {
        let site = try await TestSite.make()
        let source = try TestSource(site)
        let (submission, first) = try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let submission = try source.submission(to: visit.site)
            let first = try await visit.submit(submission)
            #expect(try await visit.submit(submission) == first)
            try await site.close(1, daemon)
            #expect(try await daemon.visit(site).submit(submission) == first)
            return (submission, first)
        }
        try await site.serving { daemon in
            #expect(try await daemon.visit(site).submit(submission) == first)
            try await site.close(2, daemon)
        }
        try await site.verifyAll()
        #expect(try await site.verify(.agency(site.agencies[0])).counts.envelopes == 1)
    }

    @Test func other_fields_or_another_envelope_is_already_exists() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            let submission = try source.submission(to: visit.site)
            let promised = try await visit.submit(submission)
            let origin = visit.site.descriptor.origin
            let others = [
                try source.submission(to: visit.site).submit,
                try submission.changed(by: source.keys.mailbox, origin: origin) { $0.agencies = ["bkn"] },
                try submission.changed(by: try TestSource(site).keys.mailbox, origin: origin) { _ in },
            ]
            for other in others { #expect(try await visit.send(.submit(other)).refusal == .alreadyExists) }
            #expect(try await visit.submit(submission) == promised)
            // What only admits it is no part of it.
            let retried = try submission.changed(by: source.keys.mailbox, origin: origin) { $0.work = [1] }
            #expect(try await visit.send(.submit(retried)).promised() == promised)
            #expect(try await daemon.node.store.status().pending == 1)
        }
    }

    /// Neither does a repetition take room from others.
    @Test func a_full_epoch_refuses_what_is_new_and_repeats_what_was_promised() async throws {
        var site = try await TestSite.make()
        site.configuration.pending = 3
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let submissions = try (0..<4).map { _ in try TestSource(site).submission(to: visit.site) }
            let first = try await visit.submit(submissions[0])
            for _ in 0..<5 { #expect(try await visit.submit(submissions[0]) == first) }
            _ = try await visit.submit(submissions[1])
            _ = try await visit.submit(submissions[2])
            #expect(try await visit.send(.submit(submissions[3].submit)).refusal == .unavailable)
            #expect(try await visit.submit(submissions[0]) == first)
            try await site.close(1, daemon)
            _ = try await visit.submit(submissions[3])
        }
    }

    @Test func descriptor_not_latest_refused() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            let stale = try source.submission(to: visit.site)
                .changed(by: source.keys.mailbox, origin: visit.site.descriptor.origin) { $0.keySet = Hash() }
            #expect(try await visit.send(.submit(stale)).refusal == .failedPrecondition)
            #expect(try await daemon.node.store.status().pending == 0)
        }
    }

    /// Another origin: the mailbox signature covers it.
    ///
    /// The same origin with other keys: the key set is another.
    @Test(arguments: ["lain.example/log", "uji.example/log"])
    func replay_on_second_site_rejected(_ origin: String) async throws {
        let (first, second) = (try await TestSite.make(), try await TestSite.make(origin: origin))
        let source = try TestSource(first)
        let submission = try await first.serving { daemon in
            let visit = try await daemon.visit(first)
            let submission = try source.submission(to: visit.site)
            _ = try await visit.submit(submission)
            return submission
        }
        try await second.serving { daemon in
            let refusal = try await daemon.visit(second).send(.submit(submission.submit)).refusal
            #expect(refusal == (origin == first.made.origin ? .failedPrecondition : .unauthenticated))
            #expect(try await daemon.node.store.status().pending == 0)
        }
    }

    enum Mistake: CaseIterable {
        case format, order, unknownAgency, twice, noise, oneStanza, signature
    }

    @Test func a_wrong_submission_is_refused_and_nothing_kept() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            let good = try source.submission(to: visit.site)
            for mistake in Mistake.allCases {
                var submit = try good.changed(by: source.keys.mailbox, origin: site.made.origin) {
                    switch mistake {
                    case .format: $0.format = 2
                    case .order: $0.agencies = ["bkn", "bawaslu"]
                    case .unknownAgency: $0.agencies = ["bkn", "kpk"]
                    case .twice: $0.agencies = ["bkn", "bkn"]
                    case .noise: $0.envelope = testRandom($0.envelope.count)
                    case .oneStanza: $0.envelope = droppingStanza($0.envelope)
                    case .signature: break
                    }
                }
                if mistake == .signature { submit.signature = Signature() }
                let refusal = try await visit.send(.submit(submit)).refusal
                #expect(
                    refusal == (mistake == .signature ? .unauthenticated : .invalidArgument), "\(mistake)")
            }
            #expect(try await daemon.node.store.status().pending == 0)
            _ = try await daemon.visit(site).submit(good)
        }
    }

    /// Cuts the first stanza out of an age header and pads the end.
    private func droppingStanza(_ envelope: [UInt8]) -> [UInt8] {
        let mark = Array("\n-> ".utf8)
        let starts = envelope.indices.filter { envelope[$0...].starts(with: mark) }
        guard starts.count > 1 else { return [] }
        return Array(envelope[...starts[0]]) + envelope[(starts[1] + 1)...]
            + [UInt8](repeating: 0, count: starts[1] - starts[0])
    }
}
