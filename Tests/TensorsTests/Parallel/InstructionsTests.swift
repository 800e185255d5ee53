import Tensors
import Testing

@Suite struct InstructionsTests {
  @Test func `without a name the last set of the processor is used`() throws {
    #expect(try Instructions.named(nil, among: [.baseline]) == .baseline)
    #expect(try Instructions.named(nil) == Instructions.available.last)
  }

  @Test func `a name lowers the choice`() throws {
    let name = Instructions.baseline.rawValue
    #expect(try Instructions.named(name, among: Instructions.allCases) == .baseline)
  }

  @Test func `an unknown name is answered with those there are`() {
    let error = InstructionsError.unknown("avx9")
    #expect(throws: error) { try Instructions.named("avx9") }
    #expect(error.description.hasPrefix("WEFT_CPU is 'avx9', which is no set of instructions"))
    #expect(error.description.contains("'\(Instructions.baseline.rawValue)'"))
  }

  @Test func `a processor without the baseline is told what is required`() {
    #expect(throws: InstructionsError.processorTooOld) { try Instructions.named(nil, among: []) }
  }

  #if arch(x86_64)
  @Test func `only products of bfloat16 round otherwise`() {
    let rounding = Instructions.allCases.filter { $0.rounding != nil }
    #expect(rounding == [.bfloat16])
  }

  @Test func `a name never raises the choice beyond what the processor has`() {
    let error = InstructionsError.lacking(.wide, available: [.baseline])
    #expect(throws: error) { try Instructions.named("avx512", among: [.baseline]) }
    #expect(
      error.description == "WEFT_CPU is 'avx512', which this processor lacks; it has 'avx2'")
  }
  #endif

  @Test func `every set gives the same bits for float32`() {
    let x = Tensor.randomNormal([37, 300], seed: 1)
    let weight = Tensor.randomNormal([45, 300], seed: 2)
    let results = Instructions.available.map { set in
      Instructions.using(set) { x.linear(weight).floats() }
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  @Test(arguments: Instructions.available)
  func `every set gives the same bits for any number of threads`(set: Instructions) {
    let x = Tensor.randomNormal([600, 520], seed: 1)
    let weight = Tensor.randomNormal([500, 520], seed: 2).converted(to: .bfloat16)
    let results = [1, 2, 5].map { threads in
      Instructions.using(set) {
        Parallel.using(threads: threads) { x.linear(weight).floats() }
      }
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }
}
