/// `Services.swift`: a protocol for each service, which who serves it implements, and the way of a call to it.
func renderServices(_ services: [Service]) -> String {
    var source = SourceText()
    source.line("package import Wire")
    source.line()
    for service in services {
        renderProtocol(service, &source)
        source.line()
    }
    renderServiceSet(services, &source)
    source.line()
    source.block("extension Services") { source in
        source.documentation(["What takes a call's messages to its service and the replies back."])
        source.block("func accept(_ method: Method, _ port: CallPort) -> IncomingCall") { source in
            source.list("switch method") { source in
                for service in services {
                    for call in service.calls { renderAccept(service, call, &source) }
                }
            }
        }
    }
    return source.text
}

/// `Stubs.swift`: a structure for each service, which who calls it uses.
func renderStubs(_ services: [Service]) -> String {
    var source = SourceText()
    source.line("package import Wire")
    source.line()
    source.block("extension Connection") { source in
        for service in services {
            source.documentation(["Calls to `\(service.name)` over this connection."])
            source.line("package var \(property(service)): \(stub(service)) { \(stub(service))(self) }")
        }
    }
    for service in services {
        source.line()
        source.documentation(["Calls to `\(service.name)`.", ""] + service.documentation)
        source.block("package struct \(stub(service)): Sendable") { source in
            source.line("private let connection: Connection")
            source.line()
            source.block("init(_ connection: Connection)") { $0.line("self.connection = connection") }
            for call in service.calls {
                source.line()
                renderStub(call, &source)
            }
        }
    }
    return source.text
}

private func renderProtocol(_ service: Service, _ source: inout SourceText) {
    source.documentation(service.documentation)
    source.documentation(["", "A method that throws ends its call with that error's status."])
    source.block("package protocol \(service.name)Service: Sendable") { source in
        for call in service.calls {
            source.documentation(call.documentation)
            let name = declaredName(call.name)
            switch call.shape {
            case .exchange:
                source.line("func \(name)(_ request: \(call.request)) async -> \(call.reply)")
            case .unary:
                source.line(
                    "func \(name)(_ request: \(call.request)) async throws(RPCError) -> \(call.reply)")
            case .clientStreaming:
                let requests = "_ requests: Requests<\(call.request)>"
                source.line("func \(name)(\(requests)) async throws(RPCError) -> \(call.reply)")
            case .serverStreaming:
                let replies = "_ replies: Replies<\(call.reply)>"
                source.line("func \(name)(_ request: \(call.request), \(replies)) async throws(RPCError)")
            }
        }
    }
}

private func renderServiceSet(_ services: [Service], _ source: inout SourceText) {
    source.documentation(["The services of one connection, which hold what is known of it."])
    source.block("package struct Services: Sendable") { source in
        for service in services {
            source.documentation(["Serves the calls to `\(service.name)`."])
            source.line("package var \(property(service)): any \(service.name)Service")
        }
        source.line()
        let parameters = services.map { "\(property($0)): any \($0.name)Service" }.joined(separator: ", ")
        source.documentation(["Takes what serves each service."])
        source.block("package init(\(parameters))") { source in
            for service in services { source.line("self.\(property(service)) = \(property(service))") }
        }
    }
}

private func renderAccept(_ service: Service, _ call: RPC, _ source: inout SourceText) {
    let name = swiftName(call.name)
    let receiver = property(service)
    let head: String
    let body: String
    switch call.shape {
    case .exchange:
        head = "IncomingExchange(port) { [\(receiver)] (request: \(call.request)) async -> \(call.reply) in"
        body = "await \(receiver).\(name)(request)"
    case .unary:
        head = """
            IncomingUnary(port) { [\(receiver)] (request: \(call.request)) async throws(RPCError) -> \
            \(call.reply) in
            """
        body = "try await \(receiver).\(name)(request)"
    case .clientStreaming:
        head = """
            IncomingStream(port) { [\(receiver)] (requests: Requests<\(call.request)>) \
            async throws(RPCError) -> \(call.reply) in
            """
        body = "try await \(receiver).\(name)(requests)"
    case .serverStreaming:
        head = """
            OutgoingStream(port) { \
            [\(receiver)] (request: \(call.request), replies: Replies<\(call.reply)>) \
            async throws(RPCError) in
            """
        body = "try await \(receiver).\(name)(request, replies)"
    }
    source.line("case .\(name):")
    source.line("    \(head)")
    source.line("        \(body)")
    source.line("    }")
}

private func renderStub(_ call: RPC, _ source: inout SourceText) {
    let name = declaredName(call.name)
    let method = ".\(swiftName(call.name))"
    let deadline = "deadline: Duration? = nil"
    let request = "_ request: \(call.request)"
    renderDocumentation(ofStub: call, &source)
    switch call.shape {
    case .exchange:
        source.block("package func \(name)(\(request)) async throws(RPCError) -> \(call.reply)") { source in
            source.line("try await connection.exchange(\(method), request)")
        }
    case .unary:
        let result = "async throws(RPCError) -> \(call.reply)"
        source.block("package func \(name)(\(request), \(deadline)) \(result)") { source in
            source.line("try await connection.unary(\(method), request, deadline: deadline)")
        }
    case .serverStreaming:
        source.block("package func \(name)(\(request), \(deadline)) -> ReplyStream<\(call.reply)>") {
            source in
            source.line("connection.replies(\(method), request, deadline: deadline)")
        }
    case .clientStreaming:
        let type = "RequestCall<\(call.request), \(call.reply)>"
        source.block("package func \(name)(\(deadline)) -> \(type)") { source in
            source.line("connection.requests(\(method), deadline: deadline)")
        }
    }
}

private func renderDocumentation(ofStub call: RPC, _ source: inout SourceText) {
    let request = "request: the call's one message, within the schema's bounds."
    let deadline = "deadline: how long the call may take; nil sets no limit."
    let failure = "- Throws: the error that ended the call."
    source.documentation(call.documentation + [""])
    switch call.shape {
    case .exchange:
        source.documentation([
            "- Parameter request: the content of the cell.",
            "- Returns: the content of the cell that answers it, a refusal among them.",
            "- Throws: what ended the stream of cells.",
        ])
    case .unary:
        source.documentation([
            "- Parameters:", "  - \(request)", "  - \(deadline)", "- Returns: the call's one reply.", failure,
        ])
    case .serverStreaming:
        source.documentation([
            "- Parameters:", "  - \(request)", "  - \(deadline)",
            "- Returns: the replies, which also throw what ends the call.",
        ])
    case .clientStreaming:
        source.documentation([
            "- Parameter \(deadline)",
            "- Returns: the call, which takes the requests and gives the one reply.",
        ])
    }
}

private func property(_ service: Service) -> String {
    service.name.prefix(1).lowercased() + service.name.dropFirst()
}

private func stub(_ service: Service) -> String {
    "\(service.name)Stub"
}
