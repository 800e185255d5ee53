import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct DisplayTests {
  private func run(_ arguments: [String]) throws -> Command.Result {
    let folder = try TemporaryFolder()
    return try Command.weft(
      ["run", "graphs/text-to-image.yaml", "--set", "steps=4", "--out", folder.path] + arguments)
  }

  @Test func `quiet prints results and nothing on standard error`() throws {
    let run = try run(["--quiet"])
    #expect(run.code == 0 && run.error.isEmpty)
    #expect(run.output.hasSuffix("text-to-image.picture.png\n"))
  }

  @Test func `faults are told even when quiet`() throws {
    #expect(try run(["--quiet", "--set", "sed=1"]).error.contains("did you mean 'seed'?"))
  }

  @Test func `warnings are told down to their level`() throws {
    let folder = try TemporaryFolder()
    let graph = try folder.write(
      Array("weft: 1\ninputs:\n  a: {type: Text, default: b}\nnodes: {}\n".utf8), to: "a.yaml")
    #expect(try Command.weft(["run", graph]).error.contains("warning:"))
    #expect(
      try Command.weft(["run", graph, "--log-level", "warning"]).error.contains("warning:"))
    #expect(try Command.weft(["run", graph, "--log-level", "error"]).error.isEmpty)
  }

  @Test func `debug tells when nodes begin and what is given up`() throws {
    let run = try run(["--log-level", "debug"])
    #expect(run.error.contains("denoised  begins\n"))
    #expect(run.error.contains("noise  given up after its last use\n"))
  }

  @Test func `steps are shown as a bar, as lines, or not at all`() throws {
    #expect(try run(["--progress", "bar"]).error.contains("\r\u{1B}[2Kdenoised  ████"))
    #expect(try run(["--progress", "plain"]).error.contains("\ndenoised  2/4\n"))
    let none = try run(["--progress", "none"]).error
    #expect(!none.contains("2/4") && none.contains("denoised  "))
  }

  @Test func `the end says how many nodes were made`() throws {
    #expect(try run([]).error.contains(": 5 made; peak memory "))
  }

  @Test func `the end names what failed and what was skipped`() throws {
    let run = try Command.weft([
      "run", "graphs/encode-decode.yaml", "--set", "image=nothing.png",
    ])
    #expect(run.error.contains("1 failed (source), 3 skipped (fitted, encoded, picture)"))
  }

  @Test func `colours are for terminals that are not asked to have none`() throws {
    #expect(try !run([]).error.contains("\u{1B}["))
    let weft = try Command.executable.path
    func error(_ environment: String) throws -> String {
      try Command.run(
        "/usr/bin/script", ["-qec", "\(environment) '\(weft)' run nothing.yaml", "/dev/null"]
      ).output
    }
    #expect(try error("TERM=xterm NO_COLOR=").contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(try !error("TERM=xterm NO_COLOR=1").contains("\u{1B}["))
    #expect(try !error("TERM=dumb NO_COLOR=").contains("\u{1B}["))
  }

  @Test(arguments: [
    (["--progress", "bars"], "'bars'"), (["--log-level", "loud"], "'loud'"),
  ])
  func `an unknown way to show is refused with those there are`(
    arguments: [String], message: String
  ) throws {
    let run = try run(arguments)
    #expect(run.code == 64 && run.error.contains(message), "\(run.error)")
  }

  @Test func `a second SIGINT ends the process at once`() throws {
    let folder = try TemporaryFolder()
    let run = try Command.weft(
      [
        "run", "graphs/text-to-image.yaml", "--out", folder.path, "--set", "width=1024", "--set",
        "height=1024",
      ],
      interruptedBy: (SIGINT, "noise  "), thenBy: SIGINT)
    #expect(run.code == 130)
  }
}
