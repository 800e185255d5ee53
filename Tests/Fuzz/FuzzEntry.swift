// Fuzzed: what is read from the cache folder. Compiled into one module with Dataflow, see `make
// fuzz`.

/// One input of libFuzzer: the body of a kept result, with and without a digest that is right.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withinASecond {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    read(bytes)
    // A digest that is right lets every length and tag through to the reader.
    let digest = Fingerprint(ofBytes: bytes[...])
    var whole = StoredEntry.magic
    for half in [digest.high, digest.low] { whole.append(littleEndian: half) }
    read(whole + bytes)
    _ = StoredEntry.head(of: bytes[...])
    _ = TraceStep(bytes: bytes, of: Fingerprint(high: 1, low: 2))
  }
}

private func read(_ bytes: [UInt8]) {
  guard let entry = try? StoredEntry(StoredBytes(bytes)) else { return }
  touch(entry.outputs)
  for types in [[ValueType(Int.self)], [ValueType([String].self), ValueType(Double.self)]] {
    _ = try? entry.values(as: types)
  }
}

/// Reads the ends of all bytes of values: a place outside of the file ends the fuzzer.
private func touch(_ outputs: [StoredEntry.Output]) {
  for output in outputs {
    switch output {
    case .text: break
    case .bytes(let bytes):
      let ends = bytes.withBytes { span in
        span.withUnsafeBytes { [$0.first, $0.last] }
      }
      precondition((ends[0] == nil) == (bytes.count == 0), "bytes are not all there")
    case .list(let elements): touch(elements)
    }
  }
}
