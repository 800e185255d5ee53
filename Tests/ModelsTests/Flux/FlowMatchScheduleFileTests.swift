import Diffusion
import Formats
import Models
import Testing

@Suite struct FlowMatchScheduleFileTests {
  @Test func `the published configurations give the published schedules`() throws {
    let dev = """
      {"_class_name": "FlowMatchEulerDiscreteScheduler", "base_image_seq_len": 256,
       "base_shift": 0.5, "max_image_seq_len": 4096, "max_shift": 1.15, "shift": 3.0,
       "num_train_timesteps": 1000, "use_dynamic_shifting": true, "shift_terminal": null}
      """
    #expect(try schedule(dev) == .dev)
    #expect(try schedule("{\"shift\": 1.0, \"use_dynamic_shifting\": false}") == .schnell)
  }

  @Test func `what is not there has the default of the class`() throws {
    #expect(try schedule("{}") == .schnell)
    #expect(try schedule("{\"use_dynamic_shifting\": true}") == .dev)
    #expect(
      try schedule("{\"use_dynamic_shifting\": true, \"time_shift_type\": \"linear\"}")
        == FlowMatchSchedule(shift: .linear(.init())))
    #expect(try schedule("{\"shift\": 3}") == FlowMatchSchedule(shift: .fixed(3)))
    #expect(
      try schedule("{\"shift_terminal\": 0.1}")
        == FlowMatchSchedule(shift: .fixed(1), lastSigma: 0.1))
  }

  @Test(arguments: [
    (
      "{\"use_karras_sigmas\": true}",
      "scheduler.json: expected 'use_karras_sigmas' to be false, found true"
    ),
    (
      "{\"use_dynamic_shifting\": true, \"time_shift_type\": \"cubic\"}",
      "scheduler.json: expected 'time_shift_type' to be one of 'exponential', 'linear', found 'cubic'"
    ),
    (
      "{\"use_dynamic_shifting\": true, \"max_image_seq_len\": 256}",
      "scheduler.json: expected 'max_image_seq_len' to be above 'base_image_seq_len' (256), found 256"
    ),
    (
      "{\"shift\": true}",
      "scheduler.json: expected 'shift' to be a number in 1e-06...1000000.0, found true"
    ),
  ])
  func `what no flow-matching run does is refused`(text: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try schedule(text) }
    #expect(error?.description == message)
  }

  private func schedule(_ text: String) throws -> FlowMatchSchedule {
    let json = try JSON(Array(text.utf8), file: "scheduler.json")
    return try FlowMatchSchedule(ConfigurationFile(json))
  }
}
