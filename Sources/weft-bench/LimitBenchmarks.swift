import COpenBLAS
import Tensors

/// What the machine can do on one core: the measure of the others.
func limitBenchmarks() -> [Benchmark] {
  let n = 2048
  let x = [Float](repeating: 0.5, count: n * n)
  var y = [Float](repeating: 0, count: n * n)
  let product = Benchmark(
    name: "limit: one sgemm \(n)³ on one core", work: .operations(2 * Double(n * n * n))
  ) {
    openblas_set_num_threads(1)
    let n = Int32(n)
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, x, n, x, n, 0, &y, n)
    return .full(y[0], [1])
  }
  let memory = Tensor.randomNormal([1 << 24], seed: 1)
  let copy = Benchmark(name: "limit: copy of 64 MiB", work: .bytes(Double(memory.count * 8))) {
    .concatenate([memory], axis: 0)
  }
  return [product, copy]
}
