import Keys
import Wire

func encode(_ message: some WireMessage) throws(SealingError) -> [UInt8] {
    do {
        return try message.encoded()
    } catch {
        throw .field(error)
    }
}

func sign(
    _ label: SignatureLabel, origin: String, body: [UInt8], key: SigningKey
) throws(SealingError) -> Signature {
    do {
        return try key.sign(label: label.label, origin: origin, body: body)
    } catch {
        throw .keys("the signature could not be made")
    }
}
