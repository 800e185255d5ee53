public import Dataflow
public import Tensors

/// Values are made of tensors, and so is what nodes compute with.
extension TensorMemory: MemoryMeter {}
