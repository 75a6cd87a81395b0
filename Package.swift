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
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

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
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    ],
    targets: [
        // pure: no I/O, no clock, no randomness of their own
        .target(name: "Wire"),
        .target(name: "Primitives", dependencies: ["COpenSSL", crypto, cryptoExtras]),
        .target(name: "Keys", dependencies: ["Wire", "Primitives"]),
        .target(name: "TransparencyLog", dependencies: ["Wire", "Primitives", "Keys"]),
        .target(name: "Words", dependencies: ["Wire"]),
        .target(name: "Cases", dependencies: ["Wire", "Keys", "Words"]),
        .target(
            name: "AuditLog",
            dependencies: ["Wire", "Primitives", "Keys", "TransparencyLog", "Cases", "Words"]),
        .target(name: "Age", dependencies: ["Primitives"]),

        .target(
            name: "Visit",
            dependencies: [
                "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Age", "Sealing", "Cases",
            ]),

        // edges
        .target(name: "Files", dependencies: ["Words", toml]),
        .target(name: "Console", dependencies: ["Words", arguments]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "TLS", dependencies: ["COpenSSL", nioCore]),
        .target(name: "Dialing", dependencies: ["TLS", nioCore, nioPosix]),
        .target(name: "RPC", dependencies: ["Wire", "TLS", "Dialing", nioCore, nioPosix]),
        .target(name: "HTTP", dependencies: ["TLS", "Dialing", nioCore, nioPosix, nioHTTP]),
        .target(
            name: "Storage",
            dependencies: [
                "Wire", "AuditLog", "Words", "Files", "Primitives", "Keys", "TransparencyLog", grdb,
            ]),
        .target(name: "Sealing", dependencies: ["Wire", "Primitives", "Keys", "Age"]),

        // roles
        .target(
            name: "Server",
            dependencies: [
                "Wire", "AuditLog", "Keys", "TransparencyLog", "Age", "Console",
                "Files", "Words", "Storage", "RPC", "HTTP", "TLS", lifecycle, logging,
            ]),
        .target(
            name: "Verification",
            dependencies: [
                "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Age", "Cases", "Words", "Visit",
                "Sealing", "Files",
                "Console", "Dialing", "RPC", "HTTP", "TLS",
            ]),
        .target(
            name: "Source",
            dependencies: [
                "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Age", "Cases", "Words", "Visit",
                "Sealing", "Files",
                "Console", "Dialing", "RPC", "Verification",
            ]),
        .target(
            name: "Review",
            dependencies: [
                "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Age", "Cases", "Words",
                "Sealing", "Files",
                "Console", "Dialing", "RPC", "Verification",
            ]),
        .target(
            name: "Witness",
            dependencies: [
                "Wire", "Primitives", "Keys", "TransparencyLog", "AuditLog", "Words", "Sealing", "Files",
                "Console", "HTTP", "TLS", "Verification",
            ]),

        .target(
            name: "Options",
            dependencies: ["Words", "Console", "Dialing", "AuditLog", "Verification", arguments]),

        // programs: arguments, configuration, exit codes
        .executableTarget(
            name: "kentongand",
            dependencies: ["Console", "Files", "Words", "Server", arguments, lifecycle, logging, signals]),
        .executableTarget(
            name: "kentongan",
            dependencies: ["Console", "Files", "Words", "Verification", "Source", "Options", arguments]),
        .executableTarget(
            name: "kentongan-review",
            dependencies: [
                "Console", "Files", "Words", "Verification", "Review", "Sealing", "AuditLog", "Storage",
                "Options", arguments,
            ]),
        .executableTarget(
            name: "kentongan-monitor",
            dependencies: [
                "Console", "Files", "Words", "Verification", "Witness", "AuditLog", "Storage", "Options",
                arguments, lifecycle, logging,
            ]),

        // the schema's compiler
        .target(name: "SchemaCompiler"),
        .executableTarget(name: "kentongan-schema", dependencies: ["SchemaCompiler"]),

        .testTarget(name: "FilesTests", dependencies: ["Files", "Words"]),
        .testTarget(name: "WireTests", dependencies: ["Wire"]),
        .testTarget(name: "SchemaCompilerTests", dependencies: ["SchemaCompiler"]),
        .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"]),
        .testTarget(
            name: "AuditLogTests",
            dependencies: ["AuditLog", "Primitives", "Keys", "TransparencyLog", "Wire", crypto],
            exclude: ["Vectors"]),
        .testTarget(name: "AgeTests", dependencies: ["Age", "Primitives", crypto], exclude: ["Vectors"]),
        .testTarget(name: "TLSTests", dependencies: ["TLS", "COpenSSL", nioCore, nioPosix, nioEmbedded]),
        .testTarget(
            name: "RPCTests",
            dependencies: ["RPC", "HTTP", "Dialing", "TLS", "Wire", nioCore, nioPosix, nioEmbedded]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP", "TLS", nioCore, nioPosix, nioEmbedded]),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "AuditLog", "Primitives", "Keys", "TransparencyLog", "Wire", grdb]),
        .testTarget(
            name: "SealingTests",
            dependencies: [
                "Sealing", "Age", "AuditLog", "Primitives", "Keys", "TransparencyLog", "Wire", crypto,
                cryptoExtras,
            ]),
        .testTarget(
            name: "ClientTests",
            dependencies: [
                "Verification", "Visit", "Source", "Review", "Witness", "Age", "AuditLog", "Primitives",
                "Keys", "TransparencyLog", "Cases", "Console", "Files", "Words", "HTTP", "RPC", "Sealing",
                "Storage", "TLS",
                "Wire",
            ]),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "Verification", "Visit", "Source", "Review", "Witness", "Storage", "RPC", "HTTP",
                "TLS", "Sealing", "Age", "AuditLog", "Primitives", "Keys", "TransparencyLog", "Console",
                "Files", "Words",
                "Cases", "Wire", "kentongand", nioCore, nioPosix, logging,
            ]),
        .testTarget(
            name: "TranscriptTests",
            dependencies: [
                "Server", "Verification", "Visit", "Source", "Review", "Witness", "Storage", "RPC", "Sealing",
                "Age", "AuditLog", "Primitives", "Keys", "TransparencyLog", "Console", "Files", "Words",
                "Wire",
                nioCore,
                nioPosix, crypto, cryptoExtras,
            ]),
        .testTarget(
            name: "SystemTests",
            dependencies: [
                "Wire", "AuditLog", "Primitives", "Keys", "TransparencyLog", "HTTP", "kentongand",
                "kentongan", "kentongan-review",
                "kentongan-monitor",
            ]),
    ]
)

// The benchmarks of tools/bench, which sets the variable: no other build sees them.
if Context.environment["KENTONGAN_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "kentongan-bench",
            dependencies: [
                "Wire", "AuditLog", "Primitives", "Keys", "TransparencyLog", "Age", "Cases", "Console",
                "Files", "Words", "Storage", "RPC", "TLS", "Sealing", "Server",
                "Verification", "Visit", "Source", "Review", "Witness", logging,
            ],
            path: "tools/benchmarks/kentongan-bench"))
}

for target in package.targets where target.type != .system {
    let safety: [SwiftSetting] = target.type == .test ? [] : [.strictMemorySafety()]
    target.swiftSettings = (target.swiftSettings ?? []) + strict + safety
    if target.type != .test, target.path == nil { target.exclude.append("README.md") }
}
