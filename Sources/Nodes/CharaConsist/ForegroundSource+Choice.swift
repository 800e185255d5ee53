public import Dataflow
public import Models

/// What tells a character from what is around it, as graphs name it.
public typealias ForegroundSource = CharaConsistSettings.ForegroundSource

extension CharaConsistSettings.ForegroundSource: Choice {}
