import Testing

@testable import Models

@Suite struct CLIPPoolingTests {
  @Test func `an end token of 2 means the first largest id`() {
    let pooling = CLIPPooling(endToken: 2)
    #expect(pooling == .atLargestToken)
    #expect(pooling.place(in: [97, 5, 98, 2, 98]) == 2)
    #expect(pooling.place(in: [0, 97, 5, 120, 98][1...]) == 2)
  }

  @Test func `any other end token means its first place, or the first of all`() {
    let pooling = CLIPPooling(endToken: 98)
    #expect(pooling.place(in: [97, 120, 98, 98]) == 2)
    #expect(pooling.place(in: [97, 120, 5]) == 0)
    #expect(pooling.place(in: [98, 97, 120, 98][1...]) == 2)
  }
}
