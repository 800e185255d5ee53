import Glibc

/// Graphviz's layout, where it is installed.
enum Graphviz {
  /// The picture that the program `dot` makes of a text in DOT; nil if there is no such program, or
  /// it fails, which is said on standard error.
  static func svg(_ dot: String) -> String? {
    guard let input = unnamedFile(), write(dot, to: input) else { return nil }
    defer { close(input) }
    guard let output = unnamedFile() else { return nil }
    defer { close(output) }
    guard let process = start(from: input, to: output) else { return nil }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let picture = readAll(output)
    guard status == 0, !picture.isEmpty else {
      Console.error("warning: Graphviz cannot draw the graph; weft's own layout is used")
      return nil
    }
    return String(decoding: picture, as: UTF8.self)
  }

  /// Starts `dot`.
  ///
  /// - Returns: The process, or nil if there is no such program.
  private static func start(from input: Int32, to output: Int32) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var process: pid_t = 0
    let words = ["dot", "-Tsvg"]
    let arguments = unsafe words.map { unsafe strdup($0) }
    defer { for index in arguments.indices { unsafe free(arguments[index]) } }
    let result = unsafe posix_spawnp(&process, "dot", &actions, nil, arguments + [nil], environ)
    return result == 0 ? process : nil
  }

  /// A file of the process's own, without a name.
  private static func unnamedFile() -> Int32? {
    var template = Array("/tmp/weft-XXXXXX\0".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    unsafe unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  /// Writes a text, and goes back to its beginning.
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return lseek(descriptor, 0, SEEK_SET) == 0
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = unsafe max(0, pread(descriptor, buffer.baseAddress, size, 0))
    }
  }
}
