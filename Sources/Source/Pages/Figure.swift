import QRCode
import Words

extension HTML {
    /// A QR code with a line below it.
    static func figure(_ code: QRCode, _ caption: String) -> HTML {
        """
        <figure>\(HTML(markup: code.svg(label: caption)))<figcaption>\(caption)</figcaption></figure>
        """
    }
}
