@testable import Server
import Storage
import Testing
import Wire

/// What a site promises that nobody gave other limits.
@Suite struct NewSiteTests {
    @Test func evidenceOfTwoGibibytesIsTaken() async throws {
        let site = try await TestSite.make()
        let descriptor = try #require(try StoreInspection(directory: site.directory.path).descriptor)
        #expect(descriptor.limits.envelope == 2 << 30 - 1_024)
    }
}
