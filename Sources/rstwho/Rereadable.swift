import ArgumentParser
import Capture

/// A capture that can be read twice: files, or standard input put aside.
struct Rereadable {
  private let paths: [String]
  private let spool: SpooledInput?

  /// The capture in these files; standard input stands alone, and is copied.
  init(_ paths: [String]) throws {
    self.paths = paths
    do {
      spool = paths == ["-"] ? try SpooledInput(copying: "-") : nil
    } catch {
      warn([error.phrase.told])
      throw ExitCode(ExitStatus.couldNotRead.rawValue)
    }
  }

  /// Copies one of the files; standard input where that was put aside.
  func copy(
    _ path: String, application: String, fate: (UInt64) -> FrameFate, write: ([UInt8]) throws -> Void
  ) throws -> CaptureError? {
    guard let spool else { return try CaptureCopy.copy(path, application: application, fate: fate, write: write) }
    return try CaptureCopy.copy(spool, application: application, fate: fate, write: write)
  }

  /// The frames from the first on.
  func frames() throws -> FrameSources {
    guard let spool else { return FrameSources(paths: paths) }
    do {
      return FrameSources(try spool.frames())
    } catch {
      warn([error.phrase.told])
      throw ExitCode(ExitStatus.couldNotRead.rawValue)
    }
  }
}
