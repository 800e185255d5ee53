import Formats
import Testing

@Suite struct PictureComparingTests {
  private func grey(_ samples: [UInt8], width: Int) -> Picture {
    Picture(
      width: width, height: samples.count / width, channels: 1, samples: .bits8(samples))
  }

  @Test func `pixels that differ are counted, and the largest difference is found`() {
    let difference = grey([0, 10, 20, 30], width: 2)
      .difference(from: grey([0, 11, 20, 25], width: 2))
    #expect(difference?.pixelCount == 2 && difference?.largest == 5.0 / 255)
  }

  @Test func `a pixel counts once whatever number of its channels differ`() {
    let a = Picture(width: 1, height: 1, channels: 3, samples: .bits8([1, 2, 3]))
    let b = Picture(width: 1, height: 1, channels: 3, samples: .bits8([4, 5, 6]))
    #expect(a.difference(from: b)?.pixelCount == 1)
  }

  @Test func `samples of 8 and 16 bits that mean the same are equal`() {
    let deep = Picture(width: 2, height: 1, channels: 1, samples: .bits16([0, 65535]))
    #expect(grey([0, 255], width: 2).difference(from: deep)?.pixelCount == 0)
    #expect(grey([0, 254], width: 2).difference(from: deep)?.largest == 257.0 / 65535)
  }

  @Test func `pictures of other sizes or channels are not compared`() {
    #expect(grey([0, 1], width: 2).difference(from: grey([0, 1], width: 1)) == nil)
  }

  @Test func `pictures are known by their first bytes`() {
    #expect(Picture.isPicture([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0] as [UInt8]))
    #expect(Picture.isPicture([0xFF, 0xD8, 0xFF, 0xE0] as [UInt8]))
    #expect(!Picture.isPicture(Array("weft: 1".utf8)) && !Picture.isPicture([UInt8]()))
  }
}
