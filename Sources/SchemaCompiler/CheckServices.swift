extension Checker {
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
        guard (call.request.mode == .cell) == (call.reply.mode == .cell) else {
            throw Fault(call.reply.type.position, "expected a cell both ways or neither")
        }
        for payload in [call.request, call.reply] {
            let type = try resolve(payload.type)
            if case .definition = type.definition {
                throw Fault(
                    payload.type.position, "expected a message, found the type definition '\(type.name)'")
            }
            try Limits.check(payload, type.size)
        }
        return RPC(
            name: call.name.text, documentation: call.documentation, number: call.number,
            request: call.request.type.text, requestMode: call.request.mode, reply: call.reply.type.text,
            replyMode: call.reply.mode)
    }
}
