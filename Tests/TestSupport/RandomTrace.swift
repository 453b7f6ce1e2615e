/// SplitMix64: random numbers that a seed brings back.
package struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers of that seed.
  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// One of these.
  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int(next() % UInt64(choices.count))]
  }
}

/// The body of a trace that makes little sense: everything a capture may hold between `C` and `S`, in any order.
package struct RandomTrace {
  private var numbers: SeededNumbers
  private let clientPorts: [Int]

  /// The trace of that seed, on so many client ports.
  package init(seed: UInt64, clientPorts: Int = 3) {
    numbers = SeededNumbers(seed: seed)
    self.clientPorts = (0..<clientPorts).map { 40000 + $0 }
  }

  /// So many lines, each of them a frame.
  package mutating func lines(_ count: Int) -> String {
    var lines = ["0 C:40000 > S S"]
    while lines.count < count { lines.append(line(after: lines.count)) }
    return lines.joined(separator: "\n")
  }

  private mutating func line(after count: Int) -> String {
    let wait = numbers.pick(["+0", "+0.0001", "+0.001", "+0.012", "+0.3", "+4"])
    let port = numbers.pick(clientPorts)
    switch numbers.next() % 24 {
    case 0: return "\(wait) icmp \(numbers.pick(["3/1", "3/13", "11/0", "3/4", "3/200"])) from 172.31.92.2 about C:\(port) > S S"
    case 1: return "\(wait) S > C echo-reply ttl \(numbers.pick([59, 58, 255]))"
    case 2: return "\(wait) other"
    case 3: return "\(wait) C:\(port) > S S isn \(numbers.next() % 0x1_0000_0000)"
    default: return segment(wait, port)
    }
  }

  private mutating func segment(_ wait: String, _ port: Int) -> String {
    let way = numbers.pick(["C:\(port) > S", "S > C:\(port)"])
    let flags = numbers.pick(["S", "SA", "A", "A", "PA", "PA", "PA", "FA", "R", "RA", "R", "F", "SR", "P"])
    var columns = [wait, way, flags]
    if flags.contains("P") { columns.append("len \(numbers.next() % 1500)") }
    for column in [
      "ttl \(numbers.pick([0, 32, 59, 60, 63, 64, 128, 255]))", "id \(numbers.next() % 65536)", "win \(numbers.next() % 65536)",
    ]
    where numbers.next() % 4 == 0 { columns.append(column) }
    if numbers.next() % 4 == 0 { columns.append("seq \(numbers.pick(["=0", "=4294967295", "0", "1", "10", "100000", "-5"]))") }
    if numbers.next() % 5 == 0 { columns.append("ack \(numbers.pick(["=0", "=4294967295", "0", "1", "10", "100000", "-5"]))") }
    if numbers.next() % 5 == 0 {
      columns.append(numbers.pick(["<TS 100 0>", "<TS 4294967295 7>", "in", "out", "mac 9", "vlan 7", "label 5", "tos 16"]))
    }
    let again = numbers.next() % 8 == 0 ? "\n+0.0001 copy" : ""
    return columns.joined(separator: " ") + again
  }
}
