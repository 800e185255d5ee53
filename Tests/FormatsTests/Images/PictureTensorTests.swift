import Formats
import Tensors
import Testing

@Suite struct PictureTensorTests {
  @Test func `samples become numbers from 0 to 1 in planes`() {
    let picture = Picture(
      width: 2, height: 1, channels: 3, samples: .bits8([0, 51, 255, 102, 1, 2]))
    let tensor = picture.tensor()
    #expect(tensor.shape == [3, 1, 2])
    let expected: [Float] = [0, 102, 51, 1, 255, 2].map { $0 / 255 }
    #expect(tensor.floats() == expected)
    let deep = Picture(width: 1, height: 1, channels: 1, samples: .bits16([65535]))
    #expect(deep.tensor().floats() == [1])
  }

  @Test(arguments: [8, 16]) func `every sample survives the way there and back`(bits: Int) {
    let largest = bits == 8 ? 255 : 65535
    let samples: Picture.Samples =
      bits == 8 ? .bits8((0...255).map { UInt8($0) }) : .bits16((0...65535).map { UInt16($0) })
    let picture = Picture(width: largest + 1, height: 1, channels: 1, samples: samples)
    #expect(Picture(picture.tensor(), bits: bits) == picture)
  }

  @Test func `numbers are clamped and rounded half to even`() {
    let values: [Float] = [-1, 2, .nan, 0.5, 1.5 / 255, 2.5 / 255, .infinity]
    let picture = Picture(Tensor(values, shape: [1, 1, 7]))
    #expect(picture.samples == .bits8([0, 255, 0, 128, 2, 2, 255]))
  }
}
