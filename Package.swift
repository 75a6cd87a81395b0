// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "kentongan",
    products: [
        .executable(name: "kentongand", targets: ["kentongand"]),
        .executable(name: "kentongan", targets: ["kentongan"]),
        .executable(name: "kentongan-review", targets: ["kentongan-review"]),
        .executable(name: "kentongan-monitor", targets: ["kentongan-monitor"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // pure: no I/O, no clock, no randomness of their own
        .target(name: "Wire"),
        .target(name: "Primitives", dependencies: ["COpenSSL", crypto, cryptoExtras]),
        .target(name: "Keys", dependencies: ["Wire", "Primitives"]),
        .target(name: "TransparencyLog", dependencies: ["Wire", "Primitives", "Keys"]),
        .target(name: "Words", dependencies: ["Wire"]),
        .target(name: "QRCode"),
        .target(name: "Cases", dependencies: ["Wire", "Keys", "Words"]),
        .target(
            name: "AuditLog",
            dependencies: ["Wire", "Primitives", "Keys", "TransparencyLog", "Cases", "Words"]),
        .target(name: "Age", dependencies: ["Primitives"]),
        .target(name: "Interview", dependencies: ["Wire", "Words", "Cases"]),

        .target(
            name: "Visit",
            dependencies: [
                "Wire", "Keys", "AuditLog", "Age", "Sealing", "Cases", "Words",
            ]),

        // edges
        .target(name: "Files", dependencies: ["Wire", "Words", "CLinux"]),
        .target(name: "Subprocess", dependencies: ["Files", "CLinux"]),
        .target(name: "Console", dependencies: ["Words", "CTimex", "CLinux", arguments]),
        .systemLibrary(name: "CTimex"),
        .systemLibrary(name: "CLinux"),
        .target(name: "CErasingHeap"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "TLS", dependencies: ["COpenSSL", nioCore]),
        .target(name: "Dialing", dependencies: ["Wire", "TLS", nioCore, nioPosix]),
        .target(name: "RPC", dependencies: ["Wire", "TLS", "Dialing", "CLinux", nioCore, nioPosix]),
        .target(name: "HTTP", dependencies: ["Wire", "TLS", "Dialing", nioCore, nioPosix, nioHTTP]),
        .target(
            name: "Storage",
            dependencies: [
                "Wire", "AuditLog", "Words", "Files", "Primitives", "Keys", "TransparencyLog", grdb,
            ]),
        .target(name: "Passphrases", dependencies: ["Age", "Primitives", "Words", "Files", "Console"]),
        .target(name: "Sealing", dependencies: ["Wire", "Primitives", "Keys", "Age", "Words"]),
        .target(
            name: "CaseStore",
            dependencies: ["Wire", "Primitives", "Keys", "Age", "Sealing", "Cases", "Words", "Files", grdb]),

        // roles
        .target(
            name: "Server",
            dependencies: [
                "Passphrases", "Wire", "Primitives", "AuditLog", "Keys", "TransparencyLog", "Age", "Console",
                "Files", "Words", "Storage", "Dialing", "RPC", "HTTP", "TLS", "Cases", lifecycle, logging,
                signals,
            ]),
        .target(
            name: "Verification",
            dependencies: [
                "Passphrases", "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Age", "Cases",
                "Words", "Visit",
                "Sealing", "Files",
                "Console", "Dialing", "RPC", "HTTP", "TLS",
            ]),
        .target(
            name: "Source",
            dependencies: [
                "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Cases", "Words", "Visit",
                "Interview", "Sealing", "Files", "Subprocess", "QRCode",
                "Console", "RPC", "Verification",
            ]),
        .target(
            name: "Review",
            dependencies: [
                "Passphrases", "Desk", "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Age",
                "Cases", "Words",
                "Sealing", "Files", "CaseStore", "Subprocess",
                "Console", "RPC", "Verification", "Visit",
            ]),
        .target(
            name: "Desk",
            dependencies: ["Wire", "Primitives", "Cases", "Words", "Files", "HTTP"], exclude: ["Page"]),
        .target(
            name: "Witness",
            dependencies: [
                "Wire", "Keys", "TransparencyLog", "Words", "Sealing", "Files",
                "Console", "HTTP", "TLS", "Verification",
            ]),

        .target(
            name: "Options",
            dependencies: [
                "Words", "Console", "Passphrases", "Dialing", "AuditLog", "Verification", arguments,
            ]),

        // programs: arguments, configuration, exit codes
        .executableTarget(
            name: "kentongand",
            dependencies: [
                "Wire", "AuditLog", "Console", "Files", "Passphrases", "Words", "Server", arguments, logging,
            ]),
        .executableTarget(
            name: "kentongan",
            dependencies: [
                "CErasingHeap", "Console", "Words", "Visit", "Sealing", "Verification", "Source", "Options",
                arguments,
            ]),
        .executableTarget(
            name: "kentongan-review",
            dependencies: [
                "CErasingHeap", "Primitives", "Console", "Files", "Words", "Wire", "Cases", "CaseStore",
                "Passphrases", "Verification", "Review", "Desk", "Sealing", "Storage", "Options", arguments,
            ]),
        .executableTarget(
            name: "kentongan-monitor",
            dependencies: [
                "CErasingHeap", "Console", "Files", "Words", "AuditLog", "HTTP", "Verification", "Witness",
                "Storage",
                "Server", "Options", arguments, lifecycle,
            ]),

        // the schema's compiler
        .target(name: "SchemaCompiler"),
        .executableTarget(name: "kentongan-schema", dependencies: ["SchemaCompiler"]),

        // what several test targets need: samples, temporary folders, seeded randomness, waiting
        .target(
            name: "TestSupport",
            dependencies: [
                "Wire", "Keys", "TransparencyLog", "AuditLog", "Age", "Cases", "Interview", "Sealing", "RPC",
                "Verification", "Source", "Review", "Words",
            ],
            path: "Tests/Support"),

        .testTarget(name: "WordsTests", dependencies: ["Words", "Console", "Wire", arguments]),
        .testTarget(name: "CasesTests", dependencies: ["Cases", "Words", "Wire", "TestSupport"]),
        .testTarget(name: "QRCodeTests", dependencies: ["QRCode", "TestSupport"]),
        .testTarget(name: "FilesTests", dependencies: ["Files", "Subprocess", "Words", "TestSupport"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "TestSupport"]),
        .testTarget(name: "SchemaCompilerTests", dependencies: ["SchemaCompiler"]),
        .testTarget(
            name: "PrimitivesTests", dependencies: ["Primitives", "Keys", "Wire", "TestSupport", crypto]),
        .testTarget(
            name: "KeysTests", dependencies: ["Keys", "AuditLog", "Wire", "TestSupport"],
            exclude: ["Vectors"]),
        .testTarget(
            name: "TransparencyLogTests",
            dependencies: ["TransparencyLog", "Primitives", "Keys", "AuditLog", "Wire", "TestSupport"],
            exclude: ["Vectors"]),
        .testTarget(
            name: "AuditLogTests",
            dependencies: ["AuditLog", "Cases", "Keys", "TransparencyLog", "Wire", "Words", "TestSupport"]),
        .testTarget(
            name: "AgeTests", dependencies: ["Age", "Primitives", "TestSupport", crypto],
            exclude: ["Vectors"]),
        .testTarget(
            name: "TLSTests",
            dependencies: ["TLS", "COpenSSL", "TestSupport", nioCore, nioPosix, nioEmbedded]),
        .testTarget(
            name: "RPCTests",
            dependencies: [
                "RPC", "HTTP", "Dialing", "TLS", "Wire", "TestSupport", nioCore, nioPosix, nioEmbedded,
            ]),
        .testTarget(
            name: "HTTPTests",
            dependencies: ["HTTP", "TLS", "TestSupport", nioCore, nioPosix, nioHTTP]),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "AuditLog", "Keys", "TransparencyLog", "Wire", "Words", "TestSupport", grdb,
            ]),
        .testTarget(
            name: "SealingTests",
            dependencies: [
                "Sealing", "Age", "AuditLog", "Keys", "Wire", "TestSupport",
                crypto, cryptoExtras,
            ]),
        .testTarget(
            name: "VisitTests",
            dependencies: ["Visit", "Age", "AuditLog", "Keys", "Sealing", "Wire", "Words", "TestSupport"]),
        .testTarget(
            name: "InterviewTests", dependencies: ["Interview", "Cases", "Words", "Wire"]),
        .testTarget(
            name: "VerificationTests",
            dependencies: [
                "Verification", "Source", "Review", "AuditLog", "Primitives", "Keys",
                "TransparencyLog", "Cases", "Console", "Words", "RPC", "Sealing", "Storage", "Wire",
                "TestSupport",
            ]),
        .testTarget(
            name: "SourceTests",
            dependencies: [
                "Source", "Visit", "Interview", "Cases", "Verification", "Review", "Age", "AuditLog", "Keys",
                "TransparencyLog",
                "Console", "Files", "Subprocess", "Words", "RPC", "Sealing", "TLS", "Wire", "TestSupport",
            ]),
        .testTarget(
            name: "ReviewTests",
            dependencies: [
                "Review", "Desk", "CaseStore", "Verification", "Visit", "Age", "AuditLog", "Keys", "Cases",
                "Console",
                "Files", "Interview", "Subprocess", "Words",
                "Sealing", "TransparencyLog", "RPC", "Wire", "TestSupport", grdb,
            ]),
        .testTarget(
            name: "DeskTests", dependencies: ["Desk", "Wire", "Words", "TestSupport"]),
        .testTarget(
            name: "WitnessTests",
            dependencies: [
                "Witness", "Review", "AuditLog", "Primitives", "Keys", "TransparencyLog", "Console",
                "Words", "HTTP", "TLS", "Wire", "TestSupport",
            ]),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "Verification", "Visit", "Source", "Review", "Witness", "Storage", "RPC", "HTTP",
                "TLS", "Dialing", "Interview", "Sealing", "Age", "AuditLog", "Keys", "TransparencyLog",
                "Cases", "Console",
                "Files", "Words", "Wire", "kentongand", "TestSupport", nioCore, nioPosix, logging,
            ]),
        .testTarget(
            name: "TranscriptTests",
            dependencies: [
                "Server", "Verification", "Visit", "Source", "Review", "Storage", "RPC", "Sealing",
                "Age", "AuditLog", "Interview", "Keys", "TransparencyLog", "Console",
                "Wire", "TestSupport", nioCore, nioPosix, crypto, cryptoExtras,
            ]),
        .testTarget(
            name: "SystemTests",
            dependencies: [
                "Wire", "AuditLog", "Keys", "Sealing", "TransparencyLog", "HTTP", "kentongand",
                "kentongan", "kentongan-review", "kentongan-monitor", "TestSupport",
            ]),
    ]
)

// The benchmarks of tools/bench, which sets the variable: no other build sees them.
if Context.environment["KENTONGAN_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "kentongan-bench",
            dependencies: [
                "Wire", "AuditLog", "Keys", "TransparencyLog", "Age", "Cases", "Console", "Words", "Storage",
                "RPC",
                "Sealing", "Server", "CaseStore", "Desk",
                "Verification", "Visit", "Source", "Review", logging, "COpenSSL",
            ],
            path: "tools/benchmarks/kentongan-bench"))
}

// What hashes, encodes and signs by the million in tests, optimised in debug builds too: it halves their time.
let hot: Set = ["Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Age", "Sealing", "QRCode"]

for target in package.targets where target.type != .system {
    let isForTests = target.type == .test || target.name == "TestSupport"
    let safety: [SwiftSetting] = isForTests ? [] : [.strictMemorySafety()]
    let speed: [SwiftSetting] =
        hot.contains(target.name) ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []
    target.swiftSettings = (target.swiftSettings ?? []) + strict + safety + speed
    if target.type != .test, target.path == nil { target.exclude.append("README.md") }
}
