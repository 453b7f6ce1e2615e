// swift-tools-version: 6.2
import PackageDescription

/// Set by `Scripts/fuzz`: to `fuzzer,address` for the fuzzer, or to `coverage` for a build of it that counts which lines its inputs reach.
let fuzzing = Context.environment["RSTWHO_FUZZ"]
let sanitizers =
  switch fuzzing {
  case nil: [] as [String]
  case "coverage": ["-sanitize=fuzzer", "-profile-generate", "-profile-coverage-mapping"]
  default: ["-sanitize=fuzzer,address"]
  }

/// Where a loop is short of registers, one more is worth 4 % of the time. Whoever profiles with call graphs leaves it out.
let withoutFramePointers = SwiftSetting.unsafeFlags(
  ["-Xcc", "-Xclang", "-Xcc", "-mframe-pointer=none"], .when(platforms: [.linux], configuration: .release))

/// Every target of ours: memory safety is checked, a warning is an error, and imports and existentials say what they are.
let strict: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (fuzzing == nil ? [withoutFramePointers] : [.unsafeFlags(sanitizers)])

/// The release program holds Swift's libraries, so that it runs where Swift is not installed, starts at once (6 ms instead of 9) and calls
/// the runtime directly. Not in debug builds, whose tests load the libraries themselves. Without what debuggers read, which is larger than the
/// program.
let selfContained = LinkerSetting.unsafeFlags(
  ["-static-stdlib", "-l_FoundationCollections", "-l_FoundationCShims", "-Xlinker", "-S"],
  .when(platforms: [.linux], configuration: .release))

let package = Package(
  name: "rstwho",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "rstwho", targets: ["rstwho"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(name: "Wire", swiftSettings: strict),
    .systemLibrary(name: "CPrefetch"),
    .target(name: "Flows", dependencies: ["CPrefetch", "Wire"], swiftSettings: strict),
    .target(name: "Diagnosis", dependencies: ["Flows", "Wire"], swiftSettings: strict),
    .target(name: "Reporting", dependencies: ["Diagnosis", "Flows", "Wire"], swiftSettings: strict),
    .systemLibrary(name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"]), .brew(["libpcap"])]),
    .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "CLz4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
    .systemLibrary(name: "CPrivileges"),
    .target(name: "Capture", dependencies: ["Wire", "CPcap", "CIsal", "CZstd", "CLz4", "CPrivileges"], swiftSettings: strict),
    .executableTarget(
      name: "rstwho",
      dependencies: [
        "Capture", "Diagnosis", "Flows", "Metrics", "Reporting", "Wire",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict, linkerSettings: [selfContained]),
    .target(
      name: "Metrics",
      dependencies: [
        "Diagnosis", "Flows",
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .systemLibrary(name: "CUsage", path: "Benchmarks/CUsage"),
    .executableTarget(
      name: "Bench",
      dependencies: [
        "Capture", "CUsage", "Diagnosis", "Flows", "Wire",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks", exclude: ["CUsage", "calibrate.py", "instructions.txt"], swiftSettings: strict),
    .testTarget(name: "BenchTests", dependencies: ["Bench"], swiftSettings: strict),
    .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["Flows", "Wire"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "FlowsTests", dependencies: ["Flows", "TestSupport", "Wire"], swiftSettings: strict),
    .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "Flows", "TestSupport", "Wire"], swiftSettings: strict),
    .testTarget(name: "CaptureTests", dependencies: ["Capture", "Wire"], swiftSettings: strict),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Diagnosis", "Flows", "Wire"], swiftSettings: strict),
    .testTarget(name: "CommandTests", dependencies: ["rstwho"], swiftSettings: strict),
    .testTarget(name: "LiveTests", dependencies: ["rstwho"], swiftSettings: strict),
  ]
)

// The fuzzer takes the program's loop as it stands. A source file belongs to one target, so that the program makes way.
if fuzzing != nil {
  package.products = []
  package.targets.removeAll { ["rstwho", "Metrics", "CommandTests", "LiveTests"].contains($0.name) }
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .executableTarget(
      name: "Fuzz", dependencies: ["Capture", "CFuzzer", "Diagnosis", "Flows", "Reporting", "Wire"], path: ".",
      sources: ["Sources/rstwho/Analysis.swift", "Sources/rstwho/Messages/CaptureError+Phrase.swift", "Sources/rstwho/ProgressBar.swift"]
        + [
          "Copies", "EntryPoint", "Filters", "FuzzTarget", "InputChannel", "Knowledge", "Packets", "Readers", "Reports", "Seeds", "Traffic",
        ].map { "Tests/Fuzz/\($0).swift" },
      swiftSettings: strict, linkerSettings: [.unsafeFlags(sanitizers)]),
  ]
}
