import Testing
import Wire

@Suite struct CodecMethodTests {
    @Test func `numbers and names are the schema's`() {
        #expect(Method(rawValue: 1) == .exchange)
        #expect(Method(rawValue: 2) == nil)
        #expect(Method.startUpload.rawValue == 16)
        #expect(Method.startUpload.name == "Upload.start_upload")
        #expect(Set(Method.allCases.map(\.name)).count == Method.allCases.count)
    }

    @Test(arguments: [
        (Method.exchange, MethodShape.exchange), (.upload, .clientStreaming), (.tile, .unary),
        (.openings, .serverStreaming),
    ])
    func `the shape follows from stream and cell`(_ method: Method, _ shape: MethodShape) {
        #expect(method.shape == shape)
    }

    @Test func `what a method carries fits into a frame`() {
        for method in Method.allCases {
            #expect((0...131_072).contains(method.requestMaximum))
            #expect((0...131_072).contains(method.replyMaximum))
        }
        #expect(Method.upload.requestMaximum == UploadChunk.maximumSize)
        #expect(Method.upload.replyMaximum == Promised.maximumSize)
    }
}
