import ArgumentParser
import Dataflow
import Formats
import Glibc
import Nodes
import Tensors

/// The ends of a command that are not success, as exit codes that schedulers and scripts read.
enum Failure {
  /// A node failed.
  static let failed = ExitCode(1)
  /// The graph is invalid.
  static let invalid = ExitCode(65)
  /// An input, a model or a graph is not there.
  static let absent = ExitCode(66)
  /// The disk was full or memory was short: the same may succeed later.
  static let temporary = ExitCode(75)
  /// Ended by SIGINT, 128 + 2.
  static let interrupted = ExitCode(130)
  /// Ended by SIGTERM, 128 + 15.
  static let terminated = ExitCode(143)

  /// Says on standard error that something is not there.
  ///
  /// - Returns: The error to throw.
  static func missing(_ message: String) -> ExitCode {
    Console.fault("error: \(message)")
    return absent
  }

  /// The exit code of a run in which nodes failed: 66 if all that is wrong is that files or models
  /// are not there, 75 if all that is wrong may pass.
  static func code(of failures: [NodeFailure]) -> ExitCode {
    if failures.allSatisfy({ isAbsence($0.cause) }) { return absent }
    return failures.allSatisfy { isTemporary($0.cause) } ? temporary : failed
  }

  /// Whether what went wrong may pass.
  static func isTemporary(_ error: any Error) -> Bool {
    switch error {
    case let error as FormatError: error.isTemporary
    case let error as StorageError: error.isTemporary
    default: false
    }
  }

  private static func isAbsence(_ error: any Error) -> Bool {
    switch error {
    case let error as FormatError: error.isAbsence
    case ModelPathError.absent: true
    default: false
    }
  }

  /// Does what depends on the words of the command line, and says what is wrong with them.
  ///
  /// - Throws: `ExitCode.validationFailure`, where it throws faults.
  static func usage<Value>(_ use: () throws(DiagnosticList) -> Value) throws -> Value {
    do {
      return try use()
    } catch {
      Console.fault("\(error)")
      throw ExitCode.validationFailure
    }
  }

  /// Does what reads a file from outside, and says on standard error what is wrong with it.
  ///
  /// - Throws: The exit code, where reading throws.
  static func reading<Value>(_ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let list as DiagnosticList {
      Console.fault("\(list)")
      throw list.isOnlyMissing ? absent : invalid
    } catch let error as ModelPathError {
      throw missing(error.description)
    } catch let error as FormatError {
      Console.fault("error: \(error)")
      throw error.isAbsence ? absent : invalid
    } catch let error as StorageError {
      Console.fault("error: \(error)")
      throw error.code == ENOENT ? absent : invalid
    }
  }

  /// Does what writes a file, and says on standard error what is wrong.
  ///
  /// - Throws: The exit code, where writing throws.
  static func writing(_ write: () throws -> Void) throws {
    do {
      try write()
    } catch {
      Console.fault("error: \(error)")
      throw isTemporary(error) ? temporary : failed
    }
  }
}
