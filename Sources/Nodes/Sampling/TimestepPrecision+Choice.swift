public import Dataflow
public import Models

extension TimestepPrecision: Choice {}
