/// A decompressor that goes from block to block, as those of zstd and lz4 do, a step at a time.
protocol BlockDecompressor: AnyObject {
  /// Octets that are enough to see how a frame goes on.
  static var beginning: Int { get }
  /// Octets of the header before a block.
  static var blockHeader: Int { get }

  /// Nil where there is not enough memory.
  init?()

  /// Decompresses `packed`, or the first part of it, into `room`.
  func step(_ packed: UnsafeMutableRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> DecompressionStep
}

/// What one step of decompression did.
struct DecompressionStep {
  /// How many octets it took.
  var used: Int
  /// How many it gave.
  var produced: Int
  /// How many the next step wants: a block and the header of the block after it; 0 at the end of a frame.
  var hint: Int
  /// What is wrong with the data.
  var complaint: String?
}

/// The bytes that a decompressor makes of blocks, frame after frame.
final class BlockStream<Decompressor: BlockDecompressor>: ByteStream {
  private var input: BufferedInput
  private let decompressor: Decompressor?
  private var isBetweenFrames = true
  private var mayHoldOutput = false
  private var failure: StreamError?
  /// How much the next step is given: never more than one block, of which nothing would be delivered where the next is damaged; and never
  /// less, unless the input ends there, since what comes of half a block depends on where the halves meet, and so on a pipe's mood.
  private var wanted = Decompressor.beginning

  /// What `input` holds, decompressed.
  init(_ input: consuming BufferedInput) {
    self.input = input
    decompressor = Decompressor()
    if decompressor == nil { failure = .decompression(reason: "not enough memory", compressedOffset: 0) }
  }

  var bytesRead: UInt64 {
    input.bytesRead
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while true {
      guard failure == nil, let decompressor else { throw failure ?? .cut(compressedOffset: input.offset) }
      if !mayHoldOutput, !(try holdsInput()) {
        if isBetweenFrames { return 0 }
        throw .cut(compressedOffset: input.offset)
      }
      let produced = unsafe take(decompressor, into: room)
      if produced > 0 { return produced }
    }
  }

  /// Reads on until the next step has what it wants, or the rest of the input; false where that is nothing.
  private func holdsInput() throws(StreamError) -> Bool {
    do {
      _ = try input.fill(wanted)
    } catch {
      // What came before the error is decompressed first; then it is met again.
      if input.count == 0 { throw error }
    }
    return input.count > 0
  }

  /// One step of decompression; how many bytes came out. An error is kept until they have been delivered.
  private func take(_ decompressor: Decompressor, into room: UnsafeMutableRawBufferPointer) -> Int {
    let given = mayHoldOutput ? 0 : wanted
    let step = unsafe input.withUnread { unread in
      unsafe decompressor.step(UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(unread).prefix(given)), into: room)
    }
    input.drop(step.used)
    if let complaint = step.complaint { failure = .decompression(reason: complaint, compressedOffset: input.offset) }
    isBetweenFrames = step.hint == 0
    mayHoldOutput = step.produced == room.count && !isBetweenFrames
    // The header of the next block is left for the step after.
    let block = step.hint > Decompressor.blockHeader ? step.hint - Decompressor.blockHeader : step.hint
    wanted = isBetweenFrames ? Decompressor.beginning : block
    return step.produced
  }
}
