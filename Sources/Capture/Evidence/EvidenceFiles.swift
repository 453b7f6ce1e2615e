package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// When a capture file that grows is followed by another, in tcpdump's terms.
package struct Rotation: Sendable {
  /// After so many seconds (`-G`); the name is then a pattern of strftime(3).
  package var seconds: Int64?
  /// Beyond so many million bytes (`-C`); numbers follow the name.
  package var megabytes: UInt64?
  /// How many files there are at most (`-W`): with `-C` the first is then written anew, with `-G` alone it was enough.
  package var files: UInt64?

  /// No rotation.
  package init() {}
}

/// The files that keep packets as evidence: pcapng, written in whole blocks as they come, one after the other.
package struct EvidenceFiles: ~Copyable {
  private let pattern: String
  private let rotation: Rotation
  private let interfaces: [CaptureDetails.Interface]
  private let comment: String
  private var writer: PcapngWriter
  private var file: OutputFile
  private var size: UInt64 = 0
  private var begun: Timestamp
  private var number: UInt64 = 0
  private var slices: UInt64 = 1

  /// Makes the first file and writes its beginning.
  package init(
    path: String, _ rotation: Rotation, interfaces: [CaptureDetails.Interface], comment: String, at now: Timestamp
  ) throws(OutputError) {
    let file = try OutputFile(path: Self.name(path, rotation, at: now, number: 0))
    var writer = Self.beginning(interfaces, comment)
    let beginning = writer.take()
    try file.append(beginning, at: 0)
    pattern = path
    self.rotation = rotation
    self.interfaces = interfaces
    self.comment = comment
    self.file = file
    self.writer = writer
    begun = now
    size = UInt64(beginning.count)
  }

  /// Adds a frame with its comments, and writes it at once.
  package mutating func add(_ header: FrameHeader, _ frame: Span<UInt8>, comments: [String]) throws(OutputError) {
    writer.add(header, frame, interface: UInt32(header.interface), comments: comments)
    try write(writer.take())
  }

  /// Goes on to the next file where it is time to; between two endings, so that one's packets stay together. False where there were as many
  /// files as there may be.
  package mutating func rotate(at now: Timestamp) throws(OutputError) -> Bool {
    if let seconds = rotation.seconds, now - begun >= seconds * 1_000_000_000 {
      if let files = rotation.files, rotation.megabytes == nil, slices >= files { return false }
      slices += 1
      number = 0
      begun = now
      try reopen(at: now)
    } else if let megabytes = rotation.megabytes, size >= megabytes * 1_000_000 {
      number += 1
      if let files = rotation.files, number >= files { number = 0 }
      try reopen(at: now)
    }
    return true
  }

  /// Makes the file anew, after somebody has moved it away.
  package mutating func reopen(at now: Timestamp) throws(OutputError) {
    file = try OutputFile(path: Self.name(pattern, rotation, at: now, number: number))
    size = 0
    writer = Self.beginning(interfaces, comment)
    try write(writer.take())
  }

  /// Writes what was counted on each interface, by its number, as the last blocks of the file.
  package mutating func finish(_ statistics: [(interface: UInt32, counted: LiveStatistics)], at now: Timestamp) throws(OutputError) {
    for one in statistics {
      let dropped = one.counted.droppedByKernel &+ one.counted.droppedByInterface
      writer.addStatistics(interface: one.interface, at: now, received: one.counted.received, dropped: dropped)
    }
    try write(writer.take())
  }

  /// Lets that user own the file.
  package func give(to user: Privileges.Identity) {
    file.give(to: user)
  }

  /// One call of the system a block: it is there wholly, or not at all, whenever the program ends.
  private mutating func write(_ octets: [UInt8]) throws(OutputError) {
    try file.append(octets, at: size)
    size &+= UInt64(octets.count)
  }

  private static func beginning(_ interfaces: [CaptureDetails.Interface], _ comment: String) -> PcapngWriter {
    var writer = PcapngWriter(application: "rstwho", comment: comment)
    for interface in interfaces {
      _ = writer.addInterface(name: interface.name, linkType: interface.linkType, snapshotLength: interface.snapshotLength)
    }
    return writer
  }

  /// `-G` makes a name of the pattern and the time, `-C` numbers the files after the first, with as many digits as `-W` needs.
  static func name(_ pattern: String, _ rotation: Rotation, at now: Timestamp, number: UInt64) -> String {
    let name = rotation.seconds == nil ? pattern : LocalTime.text(pattern, at: now)
    guard rotation.megabytes != nil else { return name }
    guard let files = rotation.files else { return number == 0 ? name : name + "\(number)" }
    let digits = "\(number)"
    return name + String(repeating: "0", count: max(0, "\(files - 1)".count - digits.count)) + digits
  }
}
