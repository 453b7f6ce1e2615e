#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory for millions of small flat values: chunks of 4 MiB that never move, so that growing copies nothing.
///
/// Safe to use: every access is checked against `count`. The elements hold no references, so nothing needs to be destroyed.
@safe
package struct Arena<Element: BitwiseCopyable>: ~Copyable {
  /// How many elements there are; valid indices are below it.
  package private(set) var count: UInt32 = 0

  /// Where the chunks begin, as many as `count` needs: an index that is below `count` has its chunk.
  private var chunks: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  private var chunkCount = 0
  private var chunkCapacity = 8
  /// How many elements the chunks have room for.
  private var capacity: UInt32 = 0
  private static var chunkBytes: Int { 4 << 20 }
  private static var shift: UInt32 { UInt32((chunkBytes / MemoryLayout<Element>.stride).leadingBit) }
  private static var perChunk: UInt32 { 1 << shift }

  /// An empty arena; memory is taken as elements are added.
  package init() {
    unsafe chunks = .allocate(capacity: chunkCapacity)
  }

  /// An arena of that many equal elements; where they need less than a chunk, no more memory is taken, and none can be added.
  package init(repeating element: Element, count: UInt32) {
    self.init()
    while self.count < count {
      let filled = min(count &- self.count, Self.perChunk)
      addChunk(of: filled)
      unsafe address(self.count).initialize(repeating: element, count: Int(filled))
      self.count &+= filled
    }
  }

  /// Adds an element at index `count`.
  @inline(__always)
  package mutating func append(_ element: Element) {
    if count == capacity { addChunk(of: Self.perChunk) }
    unsafe address(count).initialize(to: element)
    count &+= 1
  }

  /// The element at that index, which must be below `count`.
  package subscript(index: UInt32) -> Element {
    @inline(__always) _read {
      precondition(index < count)
      yield unsafe address(index).pointee
    }
    @inline(__always) nonmutating _modify {
      precondition(index < count)
      yield unsafe &address(index).pointee
    }
  }

  @inline(__always)
  private func address(_ index: UInt32) -> UnsafeMutablePointer<Element> {
    unsafe chunks[Int(index >> Self.shift)] + Int(index & (Self.perChunk &- 1))
  }

  @inline(never)
  private mutating func addChunk(of elements: UInt32) {
    precondition(capacity & (Self.perChunk &- 1) == 0, "only the last chunk may be smaller")
    if chunkCount == chunkCapacity { growTable() }
    let memory = unsafe Self.memory(for: Int(elements))
    unsafe (chunks + chunkCount).initialize(to: memory.bindMemory(to: Element.self, capacity: Int(elements)))
    chunkCount += 1
    capacity &+= elements
  }

  private static func memory(for elements: Int) -> UnsafeMutableRawPointer {
    let bytes = elements * MemoryLayout<Element>.stride
    guard bytes > chunkBytes / 2 else { return .allocate(byteCount: bytes, alignment: 64) }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: chunkBytes, alignment: 2 << 20)
    #if canImport(Glibc)
      // Huge pages cost a SYN flood a third less; where the kernel declines, nothing is lost.
      _ = unsafe madvise(memory, chunkBytes, MADV_HUGEPAGE)
    #endif
    return unsafe memory
  }

  private mutating func growTable() {
    let larger = UnsafeMutablePointer<UnsafeMutablePointer<Element>>.allocate(capacity: chunkCapacity * 2)
    unsafe larger.moveInitialize(from: chunks, count: chunkCount)
    unsafe chunks.deallocate()
    unsafe chunks = larger
    chunkCapacity *= 2
  }

  deinit {
    for chunk in 0..<chunkCount { unsafe UnsafeMutableRawPointer(chunks[chunk]).deallocate() }
    unsafe chunks.deallocate()
  }
}

extension Int {
  /// The position of the highest set bit; 0 for 0.
  fileprivate var leadingBit: Int {
    self > 0 ? Int.bitWidth - 1 - leadingZeroBitCount : 0
  }
}
