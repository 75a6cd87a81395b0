import Review
import Testing

/// What Chromium says of itself goes; what is not as expected is refused.
@Suite struct PDFFileTests {
    private func pdf(information: String, more: String = "", trailer: String = "/Root 2 0 R\n/Info 1 0 R")
        -> [UInt8]
    {
        Array(
            """
            %PDF-1.4
            1 0 obj
            <<\(information)>>
            endobj
            2 0 obj
            <</Type /Catalog\(more)>>
            endobj
            xref
            0 3
            trailer
            <</Size 3
            \(trailer)>>
            startxref
            9
            %%EOF
            """.utf8)
    }

    private let usual =
        #"/Title <FEFF0041>\#n/Creator (Mozilla/5.0 \(X11; \\ \) >> x)\#n/Producer (Skia)\#n/CreationDate (D:20261129220836+00'00')"#

    @Test func the_dictionary_is_emptied_and_no_other_byte_moves() throws {
        let written = pdf(information: usual)
        let bytes = try #require(PDFFile(withoutInformation: written)).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(bytes.count == written.count)
        #expect(text == String(decoding: pdf(information: usual.map { _ in " " }.joined()), as: UTF8.self))
    }

    @Test func other_forms_are_refused() {
        let refused = [
            [], Array("no PDF".utf8), pdf(information: "<</A 1>>"), pdf(information: "(open"),
            pdf(information: usual, more: "/Metadata 4 0 R"), pdf(information: usual, more: "/Author (x)"),
            pdf(information: usual, more: "/A <</URI (file:///root)>>"),
            pdf(information: usual, trailer: "/Root 2 0 R"), pdf(information: usual, trailer: "/Info 9 0 R"),
            pdf(information: usual, trailer: "/Info 1 0 R /Info 2 0 R"),
            pdf(information: usual, trailer: "/Info x"),
            pdf(information: usual) + Array("\nxref\n0 1\n".utf8),
        ]
        for (place, bytes) in refused.enumerated() {
            #expect(PDFFile(withoutInformation: bytes) == nil, "\(place)")
        }
        // Cut anywhere, it is refused or it is whole enough to be emptied; never a trap.
        let written = pdf(information: usual)
        for end in written.indices { _ = PDFFile(withoutInformation: Array(written[..<end])) }
    }
}
