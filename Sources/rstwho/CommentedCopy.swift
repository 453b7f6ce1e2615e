import ArgumentParser
import Capture
import Flows
import Reporting
import Wire

/// Writes packets of a capture to a file, with comments: all of them, or those of connections that did not end well.
///
/// Without anonymization everything kept is kept to the bit, and so is what describes it. With it, packets are written anew from what was
/// decoded, so that nothing else can slip through.
struct CommentedCopy {
  private let comments: PacketComments
  private let anonymizer: Anonymizer?
  private let keepsAll: Bool

  /// A copy with these comments.
  init(_ comments: PacketComments, _ anonymizer: Anonymizer?, keepsAll: Bool) {
    self.comments = comments
    self.anonymizer = anonymizer
    self.keepsAll = keepsAll
  }

  /// Who writes, for files that have to say so.
  private static var application: String { "rstwho \(Rstwho.configuration.version)" }

  /// Copies the files, in the order of their numbers, to the file at `path`.
  func write(_ files: [String], _ input: Rereadable, to path: String, limit: UInt64? = nil) throws {
    if let same = files.first(where: { OutputFile.isSame($0, path) }) { throw wouldDestroy(same, path) }
    if comments.further > 0 {
      warn([
        say(
          en: "\(path): \(comments.further) further connections are left out, beyond the 100,000 that can be commented.",
          ja: "\(path): コメントを付けられるのは10万接続までで、\(comments.further)接続を省きました。")
      ])
    }
    let output = try openOutput(path)
    guard anonymizer == nil else { return try writeAnonymous(input, to: output, limit) }
    let chosen = keepsAll ? nil : try choose(input, limit)
    for (index, file) in files.enumerated() {
      let number = UInt16(clamping: index)
      // Damage was told when the file was read first.
      _ = try input.copy(file, application: Self.application) { frame in
        guard chosen?[index]?.contains(frame) ?? keepsAll else { return .left }
        return .kept(comments: comments.comments(on: FramePosition(file: number, number: frame)))
      } write: {
        try rstwho.write($0, to: output)
      }
    }
  }

  /// The frames of connections that did not end well, by file.
  private func choose(_ input: Rereadable, _ limit: UInt64?) throws -> [Int: FrameNumbers] {
    var chosen: [Int: FrameNumbers] = [:]
    forEachFrame(of: try input.frames(), limit: limit) { header, bytes in
      guard comments.concern(Packet(decoding: bytes, of: header), at: header.time) else { return }
      chosen[Int(header.file), default: FrameNumbers()].insert(header.number)
    }
    return chosen
  }

  private func writeAnonymous(_ input: Rereadable, to output: borrowing OutputFile, _ limit: UInt64?) throws {
    var anonymizer = anonymizer
    var writer = PcapngWriter(application: Self.application)
    let interface = writer.addInterface(linkType: LinkType(rawValue: 101))
    var waiting = 0
    var failure: (any Error)?
    forEachFrame(of: try input.frames(), limit: limit) { header, bytes in
      guard failure == nil else { return }
      let captured = Packet(decoding: bytes, of: header)
      let packet = anonymizer?(captured) ?? captured
      guard keepsAll || comments.concern(packet, at: header.time) else { return }
      let options = ExplainedPacket(header: header, packet: captured, frame: bytes).options
      guard let frame = PlainFrame(packet, options: options) else { return }
      var header = header
      header.originalLength = frame.originalLength
      writer.add(
        header, frame.bytes.span, interface: interface,
        comments: comments.comments(on: FramePosition(file: header.file, number: header.number)))
      waiting += 1
      if waiting.isMultiple(of: 256) {
        do { try rstwho.write(writer.take(), to: output) } catch { failure = error }
      }
    }
    if let failure { throw failure }
    try rstwho.write(writer.take(), to: output)
  }
}

/// Numbers of frames, a bit each.
private struct FrameNumbers {
  private var words: [UInt64] = []

  mutating func insert(_ number: UInt64) {
    guard let place = Int(exactly: number / 64) else { return }
    if place >= words.count { words += repeatElement(0, count: place + 1 - words.count) }
    words[place] |= 1 << (number % 64)
  }

  func contains(_ number: UInt64) -> Bool {
    guard let place = Int(exactly: number / 64), place < words.count else { return false }
    return words[place] & 1 << (number % 64) != 0
  }
}
