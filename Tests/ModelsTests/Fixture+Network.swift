import Formats
import Layers
import Models
import TestSupport
import Tensors
import Testing

extension Fixture {
  /// The recorded configuration, as the published class writes it.
  func configuration() throws -> ConfigurationFile {
    let text = try #require(file.metadata["config"])
    return ConfigurationFile(try JSON(Array(text.utf8), file: "config.json"))
  }

  /// The recorded weights as a checkpoint.
  func checkpoint() throws -> Checkpoint {
    Checkpoint(try weights(), path: file.path)
  }
}
