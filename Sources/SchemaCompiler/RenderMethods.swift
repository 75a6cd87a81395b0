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
                source.documentation(call.documentation + ["", "`\(call.signature)`"])
                source.line("case \(declaredName(call.name)) = \(call.number)")
            }
            source.line()
        }
        source.documentation(["How many messages a call has each way."])
        renderSwitch("shape: MethodShape", calls, &source) { ".\($0.1.shape.rawValue)" }
        source.line()
        source.documentation(["The method's name as in the schema, `Service.method`."])
        renderSwitch("name: String", calls, &source) { "\"\($0.0).\($0.1.name)\"" }
        source.line()
        source.documentation(["The most bytes that a frame with a request carries; of a cell, exactly those."]
        )
        renderSwitch("requestMaximum: Int", calls, &source) {
            $0.1.shape == .exchange ? "Cell.contentSize" : "\($0.1.request).maximumSize"
        }
        source.line()
        source.documentation(["The most bytes that a frame with a reply carries; of a cell, exactly those."])
        renderSwitch("replyMaximum: Int", calls, &source) {
            $0.1.shape == .exchange ? "Cell.contentSize" : "\($0.1.reply).maximumSize"
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
    /// Its line in the schema.
    fileprivate var signature: String {
        let (before, behind) =
            switch shape {
            case .unary: ("", "")
            case .clientStreaming: ("stream ", "")
            case .serverStreaming: ("", "stream ")
            case .exchange: ("cell ", "cell ")
            }
        return "rpc \(name)(\(before)\(request)) returns (\(behind)\(reply)) = \(number)"
    }
}
