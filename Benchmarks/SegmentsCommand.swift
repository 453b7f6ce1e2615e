import ArgumentParser
import Capture
import Foundation
import Wire

/// Prints what decoding makes of every frame, a line each, for `Scripts/differential` to hold beside what tshark makes of it.
///
/// Columns between tabs: the frame's number, `tcp`, `icmp` or the reason why neither; for TCP also source, destination, their ports, flags
/// (hexadecimal), sequence and acknowledgment number, hop limit, and how many octets of payload were sent.
struct SegmentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segments", abstract: "Print every frame's TCP segment, tab-separated.", shouldDisplay: false)

  @Argument var path: String

  func run() throws {
    var source = FrameSources(paths: [path])
    var lines = ""
    do {
      while let header = try source.next() {
        source.withBytes { bytes in lines += "\(header.number)\t\(Packet(decoding: bytes, of: header).columns)\n" }
      }
    } catch { FileHandle.standardError.write(Data("\(error)\n".utf8)) }
    FileHandle.standardOutput.write(Data(lines.utf8))
  }
}

extension Packet {
  /// The columns after the frame's number.
  fileprivate var columns: String {
    switch self {
    case .segment(let segment): segment.columns
    case .controlMessage, .echoReply: "icmp"
    case .other(let reason): "\(reason)"
    }
  }
}

extension Segment {
  fileprivate var columns: String {
    let ends = "\(ip.source)\t\(ip.destination)\t\(sourcePort)\t\(destinationPort)"
    let numbers = "\(String(flags.rawValue, radix: 16))\t\(sequence.value)\t\(acknowledgment.value)"
    return "tcp\t\(ends)\t\(numbers)\t\(ip.hopLimit)\t\(payloadLength)"
  }
}
