import CPrefetch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Small flat values by the million, numbered from 0 as they are added: one reservation of address space that never moves, so that growing
/// copies nothing and finding an element is one addition. Memory is taken as elements are written.
///
/// Safe to use: an index is taken modulo the reservation, which cannot be left. The elements hold no references, so nothing is destroyed.
@safe
package struct Arena<Element: BitwiseCopyable>: ~Copyable {
  /// How many elements there are; valid indices are below it, and what lies beyond reads as zero bits.
  package private(set) var count: UInt32 = 0
  private var table: Table<Element>

  /// An empty arena for at least `atMost` elements, or for as many as there is address space.
  package init(atMost: UInt32) {
    table = Table(largestOf: UInt32.bitWidth - max(1, atMost - 1).leadingZeroBitCount)
  }

  /// How many elements there is room for.
  package var capacity: UInt32 { table.mask &+ 1 }

  /// Adds an element whose bits are all zero, to be filled in place, and tells its index. There must be room.
  @inline(__always)
  package mutating func extend() -> UInt32 {
    precondition(count <= table.mask)
    count &+= 1
    return count &- 1
  }

  /// The element at that index, which is below `count`.
  package subscript(index: UInt32) -> Element {
    @inline(__always) _read { yield table[index] }
    @inline(__always) _modify { yield &table[index] }
  }

  /// Has the element's first cache line fetched while other work goes on.
  @inline(__always)
  func prefetch(_ index: UInt32) { table.prefetch(index) }
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
    guard let table = Table(reserving: log2Count) else {
      fatalError("There is no memory for \(MemoryLayout<Element>.stride << log2Count) bytes.")
    }
    self = table
  }

  /// The same, or as many elements as there is address space for (`ulimit -v`) twice: whoever comes next needs some as well.
  init(largestOf log2Count: Int) {
    for fewer in (6...max(log2Count, 6)).reversed() {
      guard let table = Table(reserving: fewer), let spare = Table(reserving: fewer) else { continue }
      _ = consume spare
      self = table
      return
    }
    self.init(log2Count: 5)
  }

  private init?(reserving log2Count: Int) {
    mask = (1 << UInt32(min(log2Count, 31))) &- 1
    let bytes = (Int(mask) + 1) * MemoryLayout<Element>.stride
    guard let fresh = unsafe mmap(nil, bytes, PROT_READ | PROT_WRITE, Self.privateAndAnonymous, -1, 0), unsafe fresh != MAP_FAILED else {
      return nil
    }
    unsafe memory = fresh
    unsafe memory.askForHugePages(bytes)
    unsafe elements = memory.bindMemory(to: Element.self, capacity: Int(mask) + 1)
  }

  /// Reserved, not promised: pages that are never written cost nothing, also where the kernel counts what it promised.
  private static var privateAndAnonymous: Int32 { Int32(MAP_PRIVATE) | Int32(MAP_ANONYMOUS) | Int32(MAP_NORESERVE) }

  /// The element at that index modulo their number.
  subscript(index: UInt32) -> Element {
    @inline(__always) _read { yield unsafe elements[Int(index & mask)] }
    // Written so that the thread sanitizer, too, can be told what is changed.
    @inline(__always) _modify { yield unsafe &(elements + Int(index & mask)).pointee }
  }

  /// Has the first cache line of the element at that index, modulo their number, fetched while other work goes on.
  @inline(__always)
  func prefetch(_ index: UInt32) {
    let element = unsafe UnsafeRawPointer(elements + Int(index & mask))
    unsafe rstwho_prefetch(element)
    if MemoryLayout<Element>.stride > 64 { unsafe rstwho_prefetch(element + 64) }
  }

  deinit {
    unsafe munmap(memory, bytes)
  }
}

/// The size of a huge page.
private let hugePage = 2 << 20

extension UnsafeMutableRawPointer {
  /// Huge pages cost a SYN flood a third less; where the kernel declines, nothing is lost.
  fileprivate func askForHugePages(_ bytes: Int) {
    #if canImport(Glibc)
      if bytes >= hugePage { _ = unsafe madvise(self, bytes, MADV_HUGEPAGE) }
    #endif
  }
}
