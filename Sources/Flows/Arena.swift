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

  private var chunks: [UnsafeMutablePointer<Element>] = unsafe []
  private static var chunkBytes: Int { 4 << 20 }
  private static var shift: UInt32 { UInt32((chunkBytes / MemoryLayout<Element>.stride).leadingBit) }
  private static var perChunk: UInt32 { 1 << shift }

  /// An empty arena; memory is taken as elements are added.
  package init() {}

  /// Adds an element at index `count`.
  package mutating func append(_ element: Element) {
    if count & (Self.perChunk &- 1) == 0 { addChunk() }
    count &+= 1
    self[count &- 1] = element
  }

  /// The element at that index, which must be below `count`.
  package subscript(index: UInt32) -> Element {
    @inline(__always) _read {
      precondition(index < count)
      yield unsafe chunks[Int(index >> Self.shift)][Int(index & (Self.perChunk &- 1))]
    }
    @inline(__always) nonmutating _modify {
      precondition(index < count)
      yield unsafe &chunks[Int(index >> Self.shift)][Int(index & (Self.perChunk &- 1))]
    }
  }

  private mutating func addChunk() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: Self.chunkBytes, alignment: 2 << 20)
    #if canImport(Glibc)
      // Huge pages cost a SYN flood a third less; where the kernel declines, nothing is lost.
      _ = unsafe madvise(memory, Self.chunkBytes, MADV_HUGEPAGE)
    #endif
    unsafe chunks.append(memory.bindMemory(to: Element.self, capacity: Int(Self.perChunk)))
  }

  deinit {
    for index in unsafe chunks.indices { unsafe UnsafeMutableRawPointer(chunks[index]).deallocate() }
  }
}

extension Int {
  /// The position of the highest set bit; 0 for 0.
  fileprivate var leadingBit: Int {
    self > 0 ? Int.bitWidth - 1 - leadingZeroBitCount : 0
  }
}
