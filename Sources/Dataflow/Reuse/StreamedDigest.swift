import CXXHash

/// The digest of bytes that come one after another: that which ``Fingerprint`` has of all at once.
struct StreamedDigest: ~Copyable {
  private let state: OpaquePointer

  init() {
    guard let state = XXH3_createState() else { preconditionFailure("no memory for a digest") }
    XXH3_128bits_reset(state)
    self.state = state
  }

  deinit {
    XXH3_freeState(state)
  }

  mutating func append(_ bytes: RawSpan) {
    _ = bytes.withUnsafeBytes { XXH3_128bits_update(state, $0.baseAddress, $0.count) }
  }

  /// The digest of what has been appended.
  var fingerprint: Fingerprint {
    let hash = XXH3_128bits_digest(state)
    return Fingerprint(high: hash.high64, low: hash.low64)
  }
}
