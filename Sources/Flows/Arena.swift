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

  /// Adds an element at index `count`.
  @inline(__always)
  package mutating func append(_ element: Element) {
    if count == capacity { addChunk() }
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
  private mutating func addChunk() {
    if chunkCount == chunkCapacity { growTable() }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: Self.chunkBytes, alignment: hugePage)
    unsafe memory.askForHugePages(Self.chunkBytes)
    unsafe (chunks + chunkCount).initialize(to: memory.bindMemory(to: Element.self, capacity: Int(Self.perChunk)))
    chunkCount += 1
    capacity &+= Self.perChunk
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

/// A power of two of small flat values in one piece, all bits zero at first: memory is taken as they are written.
///
/// Safe to use: an index is taken modulo their number, which costs less than a comparison and cannot leave the piece.
@safe
struct Table<Element: BitwiseCopyable>: ~Copyable {
  /// The number of elements less one.
  let mask: UInt32
  private let memory: UnsafeMutableRawPointer
  private let elements: UnsafeMutablePointer<Element>
  private var bytes: Int { (Int(mask) + 1) * MemoryLayout<Element>.stride }

  /// 2 to that power elements, at most 2^31, of which all bits are zero.
  init(log2Count: Int) {
    mask = (1 << UInt32(min(log2Count, 31))) &- 1
    let bytes = (Int(mask) + 1) * MemoryLayout<Element>.stride
    guard let fresh = unsafe mmap(nil, bytes, PROT_READ | PROT_WRITE, Self.privateAndAnonymous, -1, 0), unsafe fresh != MAP_FAILED else {
      fatalError("There is no memory for \(bytes) bytes.")
    }
    unsafe memory = fresh
    unsafe memory.askForHugePages(bytes)
    unsafe elements = memory.bindMemory(to: Element.self, capacity: Int(mask) + 1)
  }

  private static var privateAndAnonymous: Int32 { Int32(MAP_PRIVATE) | Int32(MAP_ANONYMOUS) }

  /// The element at that index modulo their number.
  subscript(index: UInt32) -> Element {
    @inline(__always) _read { yield unsafe elements[Int(index & mask)] }
    @inline(__always) nonmutating _modify { yield unsafe &elements[Int(index & mask)] }
  }

  deinit {
    unsafe munmap(memory, bytes)
  }
}

/// The size of a huge page, to which chunks are aligned.
private let hugePage = 2 << 20

extension UnsafeMutableRawPointer {
  /// Huge pages cost a SYN flood a third less; where the kernel declines, nothing is lost.
  fileprivate func askForHugePages(_ bytes: Int) {
    #if canImport(Glibc)
      if bytes >= hugePage { _ = unsafe madvise(self, bytes, MADV_HUGEPAGE) }
    #endif
  }
}

extension Int {
  /// The position of the highest set bit; 0 for 0.
  fileprivate var leadingBit: Int {
    self > 0 ? Int.bitWidth - 1 - leadingZeroBitCount : 0
  }
}
