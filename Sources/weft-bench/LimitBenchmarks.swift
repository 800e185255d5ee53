import COpenBLAS
import Tensors

/// What the machine can do: the measure of the others.
func limitBenchmarks() -> [Benchmark] {
  [
    Benchmark(name: "limit: one sgemm 2048³ on one core", work: .operations(0x1p34)) {
      let x = [Float](repeating: 0.5, count: 1 << 22)
      var y = [Float](repeating: 0, count: 1 << 22)
      return {
        openblas_set_num_threads(1)
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, 2048, 2048, 2048, 1, x, 2048, x, 2048, 0, &y,
          2048)
        return .full(y[0], [1])
      }
    },
    Benchmark(name: "limit: copy of 64 MiB", work: .bytes(0x1p27)) {
      let x = Tensor.randomNormal([1 << 24], seed: 1)
      return { .concatenate([x], axis: 0) }
    },
  ]
}
