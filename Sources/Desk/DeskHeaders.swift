/// What every answer of a desk tells a browser to leave undone.
enum DeskHeaders {
    /// For all but the frame: its own style, script and frame, calls to itself, and nothing else.
    static let page =
        common + [
            ("Cross-Origin-Resource-Policy", "same-origin"),
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
                    + "trusted-types 'none'"
            ),
        ]

    /// For the frame in which pictures are decoded: an origin of its own, one script that is known by its hash, no request.
    ///
    /// To Firefox a sandboxed frame is of another origin; who else may have it in a frame, `frame-ancestors` says.
    static let picture =
        common + [
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src '\(DeskPage.pictureScript)'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'self'; sandbox allow-scripts"
            ),
        ]

    private static let common = [
        ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=()"
        ),
    ]
}
