#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A thread that reads a stream, and the pieces of memory that it fills one after the other while those before are taken: four, together 1 MiB.
///
/// Once all are full the thread rests until half of them are free, and whoever finds none full rests until half of them are: to wake somebody for
/// each piece would cost twice as much, and who rests often is often given the processor of the one that he waits for.
@safe
final class ReadAhead {
  private static let most = 4
  private static let half = most / 2
  private static let size = BufferedInput.usualCapacity

  /// A piece that is full, or the stream's last.
  private struct Piece {
    var count = 0
    /// How many bytes of the file itself had been read by then.
    var bytesRead: UInt64 = 0
    /// How the stream ended behind it; nil where it goes on.
    var ending: Ending?
  }

  private enum Ending {
    case whole
    case broken(StreamError)
  }

  /// The thread's alone, once it runs.
  private let stream: any ByteStream
  private let memory: UnsafeMutableRawBufferPointer

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Signalled where something behind the mutex has changed that is waited for: only one of the two ever waits.
  private let change: UnsafeMutablePointer<pthread_cond_t>
  // Behind the mutex:
  private var pieces = [Piece](repeating: Piece(), count: most)
  private var fullPieces = 0
  private var ending: Ending?
  private var isUnwanted = false

  // The taker's alone: which piece is in turn, and how much of it is taken.
  private var turn = 0
  private var position = 0
  /// How many bytes of the file itself were read for what was taken.
  private(set) var bytesRead: UInt64

  #if canImport(Darwin)
    private var thread: pthread_t?
  #else
    private var thread = pthread_t()
  #endif

  /// Nothing yet of what `stream` gives.
  init(_ stream: any ByteStream) {
    self.stream = stream
    bytesRead = stream.bytesRead
    unsafe memory = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.most * Self.size, alignment: 64)
    // As in `BufferedInput`: damaged data may claim octets that nobody wrote.
    _ = unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    unsafe mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    unsafe change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe change.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(change, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(change)
    unsafe pthread_mutex_destroy(mutex)
    unsafe change.deallocate()
    unsafe mutex.deallocate()
    unsafe memory.deallocate()
  }

  /// Begins to read; false, and nothing is read, where the system gives no thread.
  func begin() -> Bool {
    let own = unsafe Unmanaged.passRetained(self)
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        unsafe readAhead(argument)
        return nil
      }, own.toOpaque())
    if status != 0 { unsafe own.release() }
    return status == 0
  }

  /// Ends the thread, soon: it is asked to after each piece. To be called once where `begin` succeeded.
  func end() {
    locked {
      isUnwanted = true
      unsafe pthread_cond_signal(change)
    }
    #if canImport(Darwin)
      if let thread { _ = pthread_join(thread, nil) }
    #else
      _ = pthread_join(thread, nil)
    #endif
  }

  /// Takes what is there, and waits only where nothing is; as `ByteStream.read`.
  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    var count = 0
    while count < room.count, let piece = piece(isAwaited: count == 0) {
      let some = min(room.count - count, piece.count - position)
      let start = turn * Self.size + position
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[count..<count + some]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: memory[start..<start + some]))
      count += some
      position += some
      bytesRead = piece.bytesRead
      if position == piece.count { giveBack() }
    }
    // Nothing was there and none is awaited any more: the thread has ended.
    if count == 0, case .broken(let error) = locked({ ending }) { throw error }
    return count
  }

  /// The piece in turn, where it is full or will be; nil at the end, and where it is not full and not waited for.
  private func piece(isAwaited: Bool) -> Piece? {
    locked {
      guard fullPieces == 0 else { return pieces[turn] }
      guard isAwaited else { return nil }
      while fullPieces < Self.half, ending == nil { unsafe pthread_cond_wait(change, mutex) }
      return fullPieces > 0 ? pieces[turn] : nil
    }
  }

  private func giveBack() {
    locked {
      fullPieces -= 1
      if fullPieces == Self.half { unsafe pthread_cond_signal(change) }
    }
    turn = (turn + 1) % Self.most
    position = 0
  }

  /// What the thread does.
  fileprivate func run() {
    var turn = 0
    while hasRoom() {
      let piece = fill(turn)
      locked {
        pieces[turn] = piece
        fullPieces += piece.count > 0 ? 1 : 0
        ending = piece.ending
        if fullPieces == Self.half || ending != nil { unsafe pthread_cond_signal(change) }
      }
      if piece.ending != nil { return }
      turn = (turn + 1) % Self.most
    }
  }

  /// Whether there is a piece to be filled, and anybody who wants it. Waits for it.
  private func hasRoom() -> Bool {
    locked {
      guard fullPieces == Self.most else { return !isUnwanted }
      while fullPieces > Self.half, !isUnwanted { unsafe pthread_cond_wait(change, mutex) }
      return !isUnwanted
    }
  }

  /// Fills a piece as far as the stream goes.
  private func fill(_ turn: Int) -> Piece {
    let start = turn * Self.size
    var piece = Piece()
    do {
      while piece.ending == nil, piece.count < Self.size {
        let rest = start + piece.count..<start + Self.size
        let got = try unsafe stream.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[rest]))
        piece.count += got
        if got == 0 { piece.ending = .whole }
      }
    } catch {
      piece.ending = .broken(error)
    }
    piece.bytesRead = stream.bytesRead
    return piece
  }

  /// Does something that the other thread must not see half done.
  private func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }
}

/// What `pthread_create` calls. The two systems have different types for it.
private func readAhead(_ argument: UnsafeMutableRawPointer?) {
  guard let argument = unsafe argument else { return }
  unsafe Unmanaged<ReadAhead>.fromOpaque(argument).takeRetainedValue().run()
}
