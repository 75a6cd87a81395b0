import AuditLog
import TransparencyLog
import Wire

/// Has the next pieces read while somebody works on those before.
actor ReadAhead {
    private let reader: any LogReader<[LogPiece]>
    private var reading: Task<Result<[LogPiece]?, LogSourceError>, Never>?

    init(_ reader: sending any LogReader<[LogPiece]>) {
        self.reader = reader
    }

    deinit { reading?.cancel() }

    /// Not to be asked again behind the last, or behind an error.
    func next() async -> Result<[LogPiece]?, LogSourceError> {
        let result = await (reading ?? Task { await read() }).value
        if case .success(.some) = result { reading = Task { await read() } }
        return result
    }

    private func read() async -> Result<[LogPiece]?, LogSourceError> {
        do throws(LogSourceError) { return .success(try await reader.next()) } catch {
            return .failure(error)
        }
    }
}

/// What can be computed of some pieces without those before them.
struct Prepared: Sendable {
    private(set) var bundles: [(bundle: AuditBundle, end: UInt64)] = []
    /// Why there are no more bundles.
    private(set) var error: LogError?
    /// Between the source's tiles and those of whole bundles.
    private(set) var differences = TileDifferences()

    init(_ pieces: [LogPiece], tiles: (any LogTiles)?) async {
        for piece in pieces {
            do throws(LogError) {
                let bundle = try AuditBundle(first: piece.first, bytes: piece.bytes, count: piece.count)
                bundles.append((bundle, piece.first.plus(UInt64(piece.count))))
            } catch {
                self.error = error
                break
            }
        }
        if let tiles { differences = await tiles.differences(from: bundles.compactMap(\.bundle.tile)) }
    }
}
