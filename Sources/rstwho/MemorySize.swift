import ArgumentParser
import Flows

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An amount of memory as it is typed: `512M`, `2G`, or a number of octets.
struct MemorySize: ExpressibleByArgument {
  /// Octets, at least `FlowLimits.leastMemory`.
  var bytes: Int

  /// The amount that was typed; nil where it is none, or less than is needed.
  init?(argument: String) {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    var digits = Substring(argument.uppercased())
    if digits.hasSuffix("IB") { digits = digits.dropLast(2) } else if digits.hasSuffix("B") { digits = digits.dropLast() }
    let shift = digits.last.flatMap { units[$0] }
    if shift != nil { digits = digits.dropLast() }
    guard let number = Int(digits), number >= 0, number < 1 << 20 || shift == nil else { return nil }
    bytes = number << (shift ?? 0)
    guard bytes >= FlowLimits.leastMemory else { return nil }
  }

  private init(bytes: Int) {
    self.bytes = bytes
  }

  /// A quarter of the machine's, at most 2 GiB.
  static var usual: MemorySize {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    guard pages > 0, pageSize > 0 else { return MemorySize(bytes: FlowLimits.usualMemory) }
    return MemorySize(bytes: min(FlowLimits.usualMemory, pages / 4 * pageSize))
  }
}
