extension Checker {
    /// The schema's services: the names and numbers of all methods are new, and their messages fit a frame or cell.
    mutating func services(_ syntax: SchemaSyntax) throws(Fault) -> [Service] {
        var services: [Service] = []
        var numbers: Set<Int> = []
        var names: Set<String> = []
        for declaration in syntax.sections.flatMap(\.declarations) {
            guard case .service(let calls) = declaration.kind else { continue }
            var service = Service(
                name: declaration.name.text, documentation: declaration.documentation, calls: [])
            for call in calls {
                guard names.insert(swiftName(call.name.text)).inserted else {
                    throw duplicate(call.name, "method")
                }
                guard numbers.insert(call.number).inserted else {
                    throw Fault(call.numberPosition, "expected a new number, found \(call.number) again")
                }
                service.calls.append(try rpc(call))
            }
            services.append(service)
        }
        return services
    }

    private mutating func rpc(_ call: CallSyntax) throws(Fault) -> RPC {
        guard (1...0xffff).contains(call.number) else {
            throw Fault(call.numberPosition, "expected a number from 1 to 65535, found \(call.number)")
        }
        let shape = try shape(of: call)
        for payload in [call.request, call.reply] {
            let type = try resolve(payload.type)
            if case .definition = type.definition {
                throw Fault(
                    payload.type.position, "expected a message, found the type definition '\(type.name)'")
            }
            try Limits.check(payload, type.size)
        }
        return RPC(
            name: call.name.text, documentation: call.documentation, number: call.number, shape: shape,
            request: call.request.type.text, reply: call.reply.type.text)
    }

    /// The protocol also has calls that stream both ways (Protocol/README.md section 4); no stubs are made for them.
    private func shape(of call: CallSyntax) throws(Fault) -> RPC.Shape {
        switch (call.request.mode, call.reply.mode) {
        case (.one, .one): return .unary
        case (.stream, .one): return .clientStreaming
        case (.one, .stream): return .serverStreaming
        case (.cell, .cell): return .exchange
        case (.stream, .stream):
            throw Fault(call.reply.type.position, "expected one message behind a stream, found a stream")
        case (.cell, _), (_, .cell):
            throw Fault(call.reply.type.position, "expected a cell both ways or neither")
        }
    }
}
