import Glibc
import Synchronization
import Testing

@testable import Tensors

@Suite struct ParallelTests {
  @Test(arguments: [1, 2, 5], [0, 1, 7, 64, 129])
  func `every element is visited once, in parts of the grain`(threads: Int, count: Int) {
    let visits = Mutex([Int](repeating: 0, count: count))
    let sizes = Mutex([Int]())
    Parallel.using(threads: threads) {
      Parallel.for(count: count, grain: 10) { range in
        visits.withLock { for i in range { $0[i] += 1 } }
        sizes.withLock { $0.append(range.count) }
      }
    }
    #expect(visits.withLock { $0 } == [Int](repeating: 1, count: count))
    #expect(sizes.withLock { $0.filter { $0 != 10 }.count } <= 1)
  }

  @Test func `parallel work inside parallel work runs on the same thread`() {
    let total = Atomic(0)
    Parallel.using(threads: 5) {
      Parallel.for(count: 20, grain: 1) { _ in
        Parallel.for(count: 30, grain: 1) { range in
          total.wrappingAdd(range.count, ordering: .relaxed)
        }
      }
    }
    #expect(total.load(ordering: .relaxed) == 600)
  }

  @Test func `callers on several threads take turns`() async {
    let sums = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let sum = Atomic(0)
          Parallel.using(threads: 3) {
            for _ in 0..<50 {
              Parallel.for(count: 100, grain: 3) { range in
                sum.wrappingAdd(range.reduce(0, +), ordering: .relaxed)
              }
            }
          }
          return sum.load(ordering: .relaxed)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sums == [Int](repeating: 50 * 4950, count: 8))
  }

  @Test(arguments: [1, 2, 5])
  func `work of a cancelled task stops after the part at hand`(threads: Int) async {
    let visits = Atomic(0)
    let run = Task {
      try Parallel.using(threads: threads) {
        try Parallel.untilCancelled {
          Parallel.for(count: 10_000, grain: 1, mayStop: true) { _ in
            visits.wrappingAdd(1, ordering: .relaxed)
            // Only the caller's thread has the task; the others wait for it to have its turn.
            withUnsafeCurrentTask { task in
              guard let task else { return sleepForMilliseconds(1) }
              task.cancel()
            }
          }
        }
      }
    }
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(visits.load(ordering: .relaxed) < 10_000)
  }

  @Test func `work that may not stop is finished when the task is cancelled`() async {
    let visits = Atomic(0)
    let run = Task {
      try Parallel.untilCancelled {
        withUnsafeCurrentTask { $0?.cancel() }
        Parallel.for(count: 100, grain: 1) { _ in visits.wrappingAdd(1, ordering: .relaxed) }
      }
    }
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(visits.load(ordering: .relaxed) == 100)
  }

  @Test func `work of a cancelled task that did not ask to stop is finished`() async {
    let visits = Atomic(0)
    let run = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      Parallel.for(count: 100, grain: 1, mayStop: true) { _ in
        visits.wrappingAdd(1, ordering: .relaxed)
      }
    }
    await run.value
    #expect(visits.load(ordering: .relaxed) == 100)
  }

  @Test func `work of a task that is not cancelled gives its result`() throws {
    #expect(try Parallel.untilCancelled { 7 } == 7)
  }
}

private func sleepForMilliseconds(_ count: UInt32) {
  usleep(count * 1000)
}
