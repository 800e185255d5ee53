import CKernels

extension Tensor {
  /// Rotary position embedding: turns pair i of each token by its angle.
  ///
  ///     (p, q) → (p · cosine[i] − q · sine[i], p · sine[i] + q · cosine[i])
  ///
  /// Su et al. 2021, arXiv:2104.09864, §3.4.2. This tensor is `[batch, heads, tokens, width]`, of an even
  /// width; views whose last axis is without gaps are read where they lie.
  ///
  /// - Parameters:
  ///   - cosine: `[tokens, width/2]`, or `[batch, tokens, width/2]`.
  ///   - sine: Of the shape of `cosine`.
  ///   - pairing: Which elements make a pair.
  /// - Returns: float32, `[batch, heads, tokens, width]`.
  public func rotated(cosine: Tensor, sine: Tensor, pairing: RotaryPairing) -> Tensor {
    precondition(
      rank == 4 && shape[3] % 2 == 0 && cosine.shape == sine.shape
        && (cosine.shape == [shape[2], shape[3] / 2]
          || cosine.shape == [shape[0], shape[2], shape[3] / 2]),
      "rotated: shape \(shape) by \(cosine.shape) and \(sine.shape)")
    let wide = readAsFloat32()
    let source = wide.layout.isContiguous(last: 1) ? wide : wide.contiguous()
    let (heads, tokens, width) = (shape[1], shape[2], shape[3])
    let angles = (cosine.readAsFloat32().contiguous(), sine.readAsFloat32().contiguous())
    let batchStep = cosine.rank == 3 ? tokens * width / 2 : 0
    let strides = source.layout.strides
    let kernelPairing = pairing == .neighbours ? K_NEIGHBOURS : K_HALVES
    return Tensor(writing: shape) { y in
      source.withFloats { x in
        angles.0.withFloats { cosine in
          angles.1.withFloats { sine in
            let grain = max(1, Parallel.elementGrain / max(tokens * width, 1))
            Parallel.for(count: shape[0] * heads, grain: grain) {
              for piece in $0 {
                let (batch, head) = piece.quotientAndRemainder(dividingBy: heads)
                k_rotate_f32(
                  kernelPairing, x + batch * strides[0] + head * strides[1], strides[2],
                  cosine + batch * batchStep, sine + batch * batchStep, y + piece * tokens * width,
                  tokens, width)
              }
            }
          }
        }
      }
    }
  }
}
