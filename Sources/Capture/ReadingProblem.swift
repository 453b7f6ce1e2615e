/// Why a reader stopped, before the file's name and the count of frames are added.
enum ReadingProblem: Error {
  /// The bytes are not what the format says.
  case problem(CaptureError.Problem)
  /// The bytes could not be had; how many had been, where that matters.
  case stream(StreamError, offset: UInt64)

  /// The problem in the words of the error that the caller sees.
  var problem: CaptureError.Problem {
    switch self {
    case .problem(let problem): problem
    case .stream(.read(let errno), let offset): .reading(offset: offset, errno: errno)
    case .stream(.decompression(let reason, let offset), _): .decompression(compressedOffset: offset, reason: reason)
    case .stream(.cut(let offset), _): .compressedCut(compressedOffset: offset)
    }
  }
}

extension BufferedInput {
  /// Makes sure that `needed` bytes are at hand; false where the input ends before.
  @inline(__always)
  mutating func ensure(_ needed: Int) throws(ReadingProblem) -> Bool {
    if needed <= count { return true }
    return try read(needed)
  }

  @inline(never)
  private mutating func read(_ needed: Int) throws(ReadingProblem) -> Bool {
    do {
      return try fill(needed)
    } catch {
      throw .stream(error, offset: offset &+ UInt64(count))
    }
  }

  /// Steps over `length` bytes, however many; false where the input ends before.
  mutating func stepOver(_ length: UInt64) throws(ReadingProblem) -> Bool {
    do {
      return try skip(length)
    } catch {
      throw .stream(error, offset: offset)
    }
  }
}
