import CKernels
import Synchronization

/// Sets of vector instructions that kernels are compiled for, each containing the ones before it.
///
/// Each gives the same bits for any number of threads. Which set is used changes how long an operation
/// takes and nothing else, but for ``bfloat16``: in products of many rows by weights stored as bfloat16
/// it rounds the rows to bfloat16 too.
public enum Instructions: String, Sendable, Hashable, CaseIterable {
  #if arch(x86_64)
  /// AVX2, FMA and F16C: what the program requires.
  case baseline = "avx2"
  /// AVX-512 F, VL, BW, DQ and CD.
  case wide = "avx512"
  /// AVX-512 VNNI: sums of products of bytes.
  case vnni = "avx512vnni"
  /// AVX-512 BF16: sums of products of bfloat16.
  case bfloat16 = "avx512bf16"
  #else
  /// What every processor of this kind has.
  case baseline
  #endif

  /// The sets that this processor has.
  public static var available: [Instructions] { allCases.filter { found.contains($0) } }

  /// The set that operations use.
  ///
  /// To be set once, at the start; it begins as the last that the processor has.
  public static var current: Instructions {
    get { chosen ?? configured.withLock { $0 } }
    set {
      precondition(found.contains(newValue), "no '\(newValue.rawValue)' on this processor")
      configured.withLock { $0 = newValue }
    }
  }

  /// Calls `body` with another set for the operations in it.
  ///
  /// Requires that the processor has it.
  public static func using<Result>(
    _ set: Instructions, _ body: () throws -> Result
  ) rethrows -> Result {
    precondition(found.contains(set), "no '\(set.rawValue)' on this processor")
    return try $chosen.withValue(set, operation: body)
  }

  /// Calls an asynchronous `body` with another set for the operations in it.
  ///
  /// Requires that the processor has it.
  public static func using<Result>(
    _ set: Instructions, _ body: () async throws -> Result
  ) async rethrows -> Result {
    precondition(found.contains(set), "no '\(set.rawValue)' on this processor")
    return try await $chosen.withValue(set, operation: body)
  }

  /// The set that a name asks for, or without a name the last that the processor has.
  ///
  /// - Parameters:
  ///   - name: What the environment variable `WEFT_CPU` holds.
  ///   - available: The sets that the processor has.
  /// - Returns: The set.
  /// - Throws: ``InstructionsError`` if the processor has not even the first set, and if the name is
  ///   of no set or of one that it lacks.
  public static func named(
    _ name: String?, among available: [Instructions] = available
  ) throws(InstructionsError) -> Instructions {
    guard let last = available.last else { throw .processorTooOld }
    guard let name else { return last }
    guard let set = Instructions(rawValue: name) else { throw .unknown(name) }
    guard available.contains(set) else { throw .lacking(set, available: available) }
    return set
  }

  /// What the set rounds that the first does not; nil where it gives the same bits as the first.
  public var rounding: String? {
    #if arch(x86_64)
    self == .bfloat16 ? "activations-in-bfloat16" : nil
    #else
    nil
    #endif
  }

  var kernelSet: k_instructions {
    switch self {
    case .baseline: K_BASELINE
    #if arch(x86_64)
    case .wide: K_AVX512
    case .vnni: K_AVX512_VNNI
    case .bfloat16: K_AVX512_BF16
    #endif
    }
  }

  private static let found = Set(allCases.filter { k_has_instructions($0.kernelSet) != 0 })
  private static let configured = Mutex(available.last ?? .baseline)
  @TaskLocal private static var chosen: Instructions?
}

/// A set of instructions that cannot be used.
public enum InstructionsError: Error, Hashable, CustomStringConvertible {
  /// The processor lacks what the program requires.
  case processorTooOld
  /// `WEFT_CPU` names no set.
  case unknown(String)
  /// `WEFT_CPU` names a set that the processor lacks.
  case lacking(Instructions, available: [Instructions])

  /// What is wrong, and what there is.
  public var description: String {
    switch self {
    case .processorTooOld:
      "this processor lacks the instructions that weft requires: AVX2, FMA and F16C"
    case .unknown(let name):
      "WEFT_CPU is '\(name)', which is no set of instructions; there are "
        + Self.list(Instructions.allCases)
    case .lacking(let set, let available):
      "WEFT_CPU is '\(set.rawValue)', which this processor lacks; it has \(Self.list(available))"
    }
  }

  private static func list(_ sets: [Instructions]) -> String {
    sets.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }
}
