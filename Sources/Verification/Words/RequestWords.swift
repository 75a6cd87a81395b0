package import Words

extension RequestError: Explainable {
    /// Of kind `usage`; a quorum that no policy can have is `badInput`.
    package var failure: Failure {
        switch self {
        case .notOneLog, .linkForSite: Failure(.usage, phrase, field: option)
        case .quorum(_, let witnesses):
            Failure(.badInput, phrase.behind(option), field: option, limit: UInt64(witnesses))
        default: Failure(.usage, phrase.behind(option), field: option)
        }
    }

    private var option: String {
        switch self {
        case .proxyForm, .onionWithoutProxy, .proxyForDirectory: "--proxy"
        case .tilesForm: "--tiles"
        case .tilesWithoutKey: "--vkey"
        case .noLog, .notOneLog: "--site"
        case .linkForSite, .linkWithoutDescriptor: "--link"
        case .notOnePin: "--site-descriptor"
        case .witnessesWithoutKey: "--witness"
        case .quorum: "--quorum"
        }
    }

    private var phrase: Phrase {
        switch self {
        case .proxyForm:
            Phrase("harus berbentuk socks5://127.0.0.1:9050", "not of the form socks5://127.0.0.1:9050")
        case .onionWithoutProxy:
            Phrase(
                "alamat onion hanya dapat dicapai lewat Tor; coba --proxy socks5://127.0.0.1:9050",
                "an onion address is reached through Tor only; try --proxy socks5://127.0.0.1:9050")
        case .proxyForDirectory:
            Phrase(
                "--tiles menyebut folder, bukan alamat", "--tiles names a directory, not an address")
        case .tilesForm(let place):
            Phrase(
                "'\(plain(place))' bukan http(s)://host[:port][/awalan]",
                "'\(plain(place))' is not http(s)://host[:port][/prefix]")
        case .tilesWithoutKey:
            Phrase(
                "--tiles memerlukan berkas kunci log", "--tiles needs the file with the log's key")
        case .noLog:
            Phrase(
                "janji dinilai dengan sebuah log: berikan --site atau --tiles",
                "a promise is judged by a log: give --site or --tiles")
        case .notOneLog:
            Phrase("Berikan satu dari --site, --data, --tiles.", "Give one of --site, --data, --tiles.")
        case .linkForSite: Phrase("--link tidak untuk --site.", "--link is not for --site.")
        case .notOnePin:
            Phrase(
                """
                berikan satu dari --site-descriptor, --policy dan --vkey; \
                `kentongan site --save-descriptor F` membuat yang pertama
                """,
                """
                give one of --site-descriptor, --policy and --vkey; \
                `kentongan site --save-descriptor F` makes the first
                """)
        case .witnessesWithoutKey:
            Phrase("--witness dan --quorum menyertai --vkey", "--witness and --quorum go with --vkey")
        case .linkWithoutDescriptor:
            Phrase("--link menyertai --site-descriptor", "--link goes with --site-descriptor")
        case .quorum(let reason, _): Phrase("kuorum keliru: \(reason: reason)", "\(reason)")
        }
    }
}
