import AuditLog
import Console
import Dialing
import Foundation
import RPC
import Sealing
@testable import Server
import Source
import TLS
import TestSupport
import Testing
import Verification
import Visit
import Wire

/// Somebody who watches the network guesses commands from records and times: no better than by lot.
///
/// It learns from 20 visits of each command, with `KENTONGAN_LONG` from 200. Controls show that it can see.
/// The client's roles, the real server, TLS over TCP; what goes by is captured between them. docs/traffic.md has the figures.
@Suite(.timeLimit(.minutes(60))) struct GuessedTrafficTests {
    private static let isLong = ProcessInfo.processInfo.environment["KENTONGAN_LONG"] != nil
    private static let visits = isLong ? 200 : 20
    /// Visits that go on at once: alone where time is measured well.
    private static let lanes = isLong ? 1 : 4
    private static let pace = VisitPace(step: .milliseconds(250), departure: 0)

    @Test func commands_cannot_be_told_apart() async throws {
        let scene = try await TrafficScene.make(Self.visits, answerDelay: .milliseconds(100))
        let score = try await scene.serving { daemon in
            // One run of twenty exceeds what lot does by chance alone: then another has to.
            let first = try await scene.guess(daemon, pace: Self.pace, lanes: Self.lanes, run: 0)
            guard first.knowsMore else { return first }
            print("guessed commands, first run: \(first)\n\(first.tells.joined(separator: "\n"))")
            return try await scene.guess(daemon, pace: Self.pace, lanes: Self.lanes, run: 1)
        }
        print("guessed commands: \(score)")
        #expect(!score.knowsMore, "\(score.tells.joined(separator: "\n"))")
    }

    /// Control: without the server's delay and without the client's steps, work shows.
    @Test(.needs(.long, isLong)) func without_delays_they_are_told_apart() async throws {
        let scene = try await TrafficScene.make(Self.visits, answerDelay: .zero)
        let score = try await scene.serving { daemon in
            try await scene.guess(
                daemon, pace: VisitPace(step: .zero, departure: 0), lanes: Self.lanes, run: 0)
        }
        print("guessed commands without delays: \(score)")
        #expect(score.knowsMore)
    }

    /// Control: where only what is needed is sent, the number of cells shows.
    @Test func without_decoys_they_are_told_apart() async throws {
        let scene = try await TrafficScene.make(Self.isLong ? 20 : 8, answerDelay: .milliseconds(2))
        let score = try await scene.serving { daemon in
            try await scene.guess(daemon, lanes: Self.lanes) { errand, address in
                let cells =
                    switch errand {
                    case .site, .decoy: 1
                    case .inbox, .unknownCode: 2
                    case .submit, .reply: 3
                    }
                let visit = try await SiteConnection.connect(to: address, now: nil)
                for _ in 1..<cells + 1 { _ = try await visit.connection.source.exchange(.decoy(Decoy())) }
                await visit.close()
            }
        }
        print("guessed commands without decoys: \(score)")
        #expect(score.knowsMore)
    }

    /// Control: where messages go as they are, in no cells, their lengths show.
    @Test func without_cells_they_are_told_apart() async throws {
        let scene = try await TrafficScene.make(Self.isLong ? 20 : 8, answerDelay: .zero)
        let score = try await scene.serving { daemon in
            let requests = try await scene.requests(daemon)
            let site = try await Self.dial(daemon.link.port)
            let opened = try await site.source.exchange(.site(SiteRequest()))
            await site.close()
            let listener = try await Listener.bind(
                identity: try TLSIdentity.generate(), options: ListenerOptions()
            ) { _ in TakesChunks(site: opened).all }
            let score = try await scene.guess(port: UInt16(listener.port), lanes: Self.lanes) {
                command, port in
                let connection = try await Self.dial(port)
                _ = try await connection.source.exchange(.site(SiteRequest()))
                for request in requests[command] ?? [] {
                    let call = connection.upload.upload()
                    try await call.send(UploadChunk(upload: Nonce(), offset: 0, data: request, envelope: []))
                    _ = try? await call.finish()
                }
                await connection.close()
            }
            await listener.drain(within: .zero)
            return score
        }
        print("guessed commands without cells: \(score)")
        #expect(score.knowsMore)
    }

    private static func dial(_ port: UInt16) async throws -> Connection {
        let connection = try await Connection.dial(
            Address(host: "127.0.0.1", port: Int(port)), verification: .unverified)
        connection.trustPeer()
        return connection
    }
}

/// Opens a visit, and takes any bytes.
private struct TakesChunks: RefusingServices {
    let site: ExchangeReply

    func exchange(_: ExchangeRequest) async -> ExchangeReply { site }

    func upload(_ requests: Requests<UploadChunk>) async throws(RPCError) -> Promised {
        while try await requests.next() != nil {}
        throw RPCError(.unimplemented, "")
    }
}
