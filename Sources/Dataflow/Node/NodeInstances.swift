import Synchronization

/// Instances of one node type whose ports have been found, to be used again.
///
/// Finding the ports of an instance, by reflection, costs more than all else the engine does for a
/// node that does little.
final class NodeInstances<N: Node>: Sendable {
  private let idle = Mutex<[Instance]>([])

  /// An instance and its ports, in the order of declaration.
  ///
  /// Unchecked: ``take()`` gives an instance to one run only, until that gives it back.
  struct Instance: @unchecked Sendable {
    let node: N
    let inputs: [any InputPort]
    let outputs: [any OutputPort]
  }

  /// An instance with cleared ports.
  func take() -> Instance {
    if let instance = idle.withLock({ $0.popLast() }) { return instance }
    let node = N()
    var inputs: [any InputPort] = []
    var outputs: [any OutputPort] = []
    for child in Mirror(reflecting: node).children {
      if let port = child.value as? any InputPort {
        inputs.append(port)
      } else if let port = child.value as? any OutputPort {
        outputs.append(port)
      }
    }
    return Instance(node: node, inputs: inputs, outputs: outputs)
  }

  /// Takes an instance back whose run has ended well.
  ///
  /// After a failure it is let go: what the node has started may still use its ports.
  func give(back instance: Instance) {
    for port in instance.inputs { port.clear() }
    for port in instance.outputs { port.clear() }
    idle.withLock { $0.append(instance) }
  }
}
