package import RPC
import Wire
import Words

extension Failure {
    /// What a call's error means to the person at the terminal.
    package init(_ error: RPCError) {
        guard !error.isPeers else {
            self.init(
                Status(code: error.code, field: error.field, limit: error.limit, message: error.message))
            return
        }
        let kind = Kind(found: error.code)
        self.init(
            kind, kind.ended(error.code, error.message),
            field: error.field.isEmpty ? nil : Foreign(error.field).description,
            limit: error.limit == 0 ? nil : error.limit)
    }
}
