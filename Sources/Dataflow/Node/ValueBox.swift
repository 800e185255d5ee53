/// Where a port keeps its value: every copy of the port refers to the same place, so that the
/// engine reaches it by reflection and a node that is not mutable can set its outputs.
final class ValueBox<Value> {
  var value: Value?

  init(_ value: Value?) {
    self.value = value
  }
}
