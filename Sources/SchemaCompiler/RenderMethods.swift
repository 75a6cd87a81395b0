/// `Methods.swift`: the numbers of all services and what goes over them.
func renderMethods(_ services: [Service], of schema: Schema) -> String {
    var source = SourceText()
    let calls = services.flatMap { service in service.calls.map { (service.name, $0) } }
    source.documentation(["The methods of all services; the number is what `Call.method` carries."])
    source.block("package enum Method: UInt16, CaseIterable, Sendable") { source in
        for service in services {
            source.line("// MARK: \(service.name)")
            source.line()
            for call in service.calls {
                source.documentation(call.documentation)
                if !call.documentation.isEmpty { source.documentation([""]) }
                source.documentation(["`\(call.signature)`"])
                source.line("case \(declaredName(call.name)) = \(call.number)")
            }
            source.line()
        }
        renderSwitch("shape: MethodShape", calls, &source) { ".\($0.1.shape)" }
        source.line()
        source.documentation(["`Service.method`, as in the schema."])
        renderSwitch("name: String", calls, &source) { "\"\($0.0).\($0.1.name)\"" }
        source.line()
        source.documentation(["The most bytes that a frame with a request carries; of a cell, exactly those."]
        )
        renderSwitch("requestMaximum: Int", calls, &source) {
            $0.1.requestMode == .cell ? "Cell.contentSize" : "\($0.1.request).maximumSize"
        }
        source.line()
        source.documentation(["The most bytes that a frame with a reply carries; of a cell, exactly those."])
        renderSwitch("replyMaximum: Int", calls, &source) {
            $0.1.replyMode == .cell ? "Cell.contentSize" : "\($0.1.reply).maximumSize"
        }
    }
    return source.text
}

private func renderSwitch(
    _ property: String, _ calls: [(String, RPC)], _ source: inout SourceText,
    _ value: ((String, RPC)) -> String
) {
    let values = calls.map { (swiftName($0.1.name), value($0)) }
    source.block("package var \(property)") { source in
        source.list("switch self") { source in
            for (name, value) in values { source.line("case .\(name): \(value)") }
        }
    }
}

extension RPC {
    /// The name of the case of `MethodShape`.
    package var shape: String {
        switch (requestMode, replyMode) {
        case (.cell, _), (_, .cell): "exchange"
        case (.one, .one): "unary"
        case (.stream, .one): "clientStreaming"
        case (.one, .stream): "serverStreaming"
        case (.stream, .stream): "bidirectional"
        }
    }

    fileprivate var signature: String {
        "rpc \(name)(\(requestMode.keyword)\(request)) returns (\(replyMode.keyword)\(reply)) = \(number)"
    }
}

extension Payloads {
    fileprivate var keyword: String {
        switch self {
        case .one: ""
        case .stream: "stream "
        case .cell: "cell "
        }
    }
}
