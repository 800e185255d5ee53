// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
/// What the tests check on every access to a stored property is a tenth of the engine's overhead.
let checkedInDebugOnly: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]
let withoutPointers = strict + [.strictMemorySafety()]

/// Optimised in debug builds too: the tests run whole networks.
let checkedC: [CSetting] = [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]

let package = Package(
  name: "weft",
  products: [.executable(name: "weft", targets: ["weft"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // System libraries, found by pkg-config.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash"),
    .systemLibrary(name: "CLibPNG", pkgConfig: "libpng"),
    .systemLibrary(name: "CLibJPEG", pkgConfig: "libjpeg"),

    // The picture libraries behind functions that return: they report errors by longjmp.
    .target(name: "CPictures", dependencies: ["CLibJPEG", "CLibPNG"], cSettings: checkedC),

    // The system call that moves pages, which Swift cannot name.
    .systemLibrary(name: "CPages"),

    // Loops over arrays of numbers: no allocation, no state, no checks.
    .target(name: "CKernels", cSettings: checkedC),

    // Values, shapes, operations, memory.
    .target(name: "Tensors", dependencies: ["CKernels", "CPages"], swiftSettings: strict),

    // Bytes on disk to values and back.
    .target(name: "Formats", dependencies: ["CPictures", "Tensors"], swiftSettings: strict),

    // Weights by name and shape, and the layers networks are made of.
    .target(
      name: "Layers", dependencies: ["Formats", "Tensors"], swiftSettings: withoutPointers),

    // Schedules, samplers, guidance; knows no model.
    .target(name: "Diffusion", dependencies: ["Tensors"], swiftSettings: withoutPointers),

    // Networks, one folder for each family.
    .target(
      name: "Models", dependencies: ["Diffusion", "Formats", "Layers", "Tensors"],
      swiftSettings: withoutPointers),

    // Graph file to checked graph to values; knows no tensor and no model.
    .target(
      name: "Dataflow", dependencies: ["CLibYAML", "CXXHash"],
      swiftSettings: strict + checkedInDebugOnly),

    // Node kinds: where graphs and models meet.
    .target(
      name: "Nodes",
      dependencies: [
        "Dataflow", "Diffusion", "Formats", "Layers", "Models", "Tensors",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: withoutPointers),

    // The command.
    .executableTarget(
      name: "weft",
      dependencies: [
        "Dataflow", "Formats", "Nodes", "Tensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),

    // Operations timed at the shapes of the real models.
    .executableTarget(
      name: "weft-bench",
      dependencies: [
        "Dataflow", "Formats", "Layers", "Models", "Tensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // What several test targets use.
    .target(
      name: "TestSupport", dependencies: ["Dataflow", "Formats", "Tensors"], path: "Tests/Support",
      swiftSettings: strict),
    // The inner loops of wide vectors, compiled for any processor.
    .target(
      name: "WideMultiplier", dependencies: ["CKernels"], path: "Tests/Kernels",
      cSettings: checkedC),
    .testTarget(
      name: "TensorsTests", dependencies: ["Tensors", "TestSupport", "WideMultiplier"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "FormatsTests", dependencies: ["Formats", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "LayersTests", dependencies: ["Formats", "Layers", "Tensors", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DiffusionTests", dependencies: ["Diffusion", "Formats", "Tensors", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ModelsTests",
      dependencies: ["Diffusion", "Formats", "Layers", "Models", "Tensors", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DataflowTests", dependencies: ["Dataflow", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "NodesTests",
      dependencies: [
        "Dataflow", "Diffusion", "Formats", "Models", "Nodes", "Tensors", "TestSupport",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "weftTests", dependencies: ["Formats", "TestSupport", "weft"], swiftSettings: strict),
  ]
)
