import Foundation

/// A capture that the benchmark makes for itself: the same bytes on every machine, so that figures can be compared.
enum Workload: String, CaseIterable {
  /// Frames of about 73 bytes: the cost of a packet.
  case small
  /// A tenth of that, for programs that take a hundred times as long.
  case sample
  /// Frames of about 1,000 bytes: the cost of a byte.
  case full
  /// A SYN flood, every source address another one: the cost of a flow.
  case flood

  /// How many packets it holds unless told otherwise.
  var usualPackets: Int {
    switch self {
    case .small: 2_000_000
    case .sample: 200_000
    case .full: 300_000
    case .flood: 1_000_000
    }
  }

  /// The path of this workload in a folder. The number of packets is part of the name, so that another number is another file.
  func path(in folder: String, packets: Int) -> String {
    "\(folder)/\(rawValue)-\(packets).pcap"
  }

  /// Writes the capture, and says what it holds. It appears under its name only when it is whole.
  func write(to path: String, packets: Int) throws -> CaptureFile.Contents {
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
    let unfinished = path + ".unfinished"
    var file = try CaptureFile(at: unfinished)
    var traffic = Traffic(seed: 42)
    switch self {
    case .small, .sample: try traffic.converse(.chatter, packets: packets, into: &file)
    case .full: try traffic.converse(.bulk, packets: packets, into: &file)
    case .flood: try traffic.flood(packets: packets, into: &file)
    }
    try file.finish()
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: unfinished, toPath: path)
    return file.contents
  }
}
