public import Testing

import Tensors

/// Runs tests with the widest instructions that round nothing more than the first set does.
///
/// Results are then those of float32 arithmetic on every machine: for tests that compare networks of
/// bfloat16 weights with a reference, or with another way to the same sum.
public struct UnroundedProducts: TestTrait, SuiteTrait, TestScoping {
  /// A suite gives it to its tests.
  public var isRecursive: Bool { true }

  /// Runs a test, or a case of it.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let set = Instructions.available.last { $0.rounding == nil } ?? .baseline
    try await Instructions.using(set, function)
  }
}

extension Trait where Self == UnroundedProducts {
  /// No products of rounded numbers: see ``UnroundedProducts``.
  public static var unroundedProducts: Self { UnroundedProducts() }
}
