import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// Judges a capture for every format but those that `reports` tries, and copies it with comments: the copy must hold the same frames.
func tryCopies(_ bytes: [UInt8]) {
  let page = InputChannel.file(bytes) { Pages(of: InputChannel.path) }
  promise(page == InputChannel.file(bytes) { Pages(of: InputChannel.path) }, "two runs write the same")
  page.check()
  let frames = InputChannel.file(bytes) { Fuzz.frames(of: InputChannel.path) }
  guard let copy = InputChannel.file(bytes, { Fuzz.copy(of: InputChannel.path) }), !frames.isEmpty else { return }
  let copied = InputChannel.file(copy) { Fuzz.frames(of: InputChannel.path) }
  promise(copied.starts(with: frames), "a copy holds the frames of its original: \(frames) and \(copied)")
}

/// All that a copy must keep of a frame.
private struct CopiedFrame: Equatable {
  var time: Timestamp
  var length: UInt32
  var linkType: LinkType
  var bytes: [UInt8]
}

private func frames(of path: String) -> [CopiedFrame] {
  guard var source = try? FrameSource(path: path) else { return [] }
  var frames: [CopiedFrame] = []
  while let header = (try? source.next()) ?? nil {
    source.withBytes { bytes in
      let length = max(header.originalLength, header.capturedLength)
      frames.append(
        CopiedFrame(time: header.time, length: length, linkType: header.linkType, bytes: bytes.indices.map { bytes[$0] }))
    }
  }
  return frames
}

/// A copy in which every other frame has a comment; nil where nothing is copied.
private func copy(of path: String) -> [UInt8]? {
  var copy: [UInt8] = []
  _ = CaptureCopy.copy(path, application: "Fuzz") { frame in
    .kept(comments: frame.isMultiple(of: 2) ? [] : ["A comment", "and another"])
  } write: {
    copy += $0
  }
  return copy.isEmpty ? nil : copy
}

/// What the program writes in the formats for other programs, for the web and for notes, with pseudonyms.
private struct Pages: Equatable {
  private var texts: [[UInt8]] = []

  init(of path: String) {
    var analysis = Analysis(limits: .forShortInputs)
    analysis.anonymizer = Anonymizer(key: [1, 2, 3])
    var progress = ProgressBar(isQuiet: true, environment: [:])
    do {
      try analysis.read(FrameSources(paths: [path]), progress: &progress)
    } catch { promise(false, "without an expression no expression is wrong: \(error)") }
    var judgments: [Judgment] = []
    _ = analysis.judgments(wantsQuiet: true) { judgments.append($0) }
    var html = HTMLReport()
    _ = Self.write(&html, judgments, analysis.capture, analysis.counts)
    texts.append(html.page)
    for var report in Self.reports { texts.append(Self.write(&report, judgments, analysis.capture, analysis.counts)) }
    var comments = PacketComments()
    for judgment in judgments { comments.add(judgment) }
  }

  private static var reports: [any Report] {
    [CSVReport(showsAll: true), ZeekReport(showsAll: true), MarkdownReport()]
      + Grouping.allCases.map { GroupReport(by: $0, as: .markdown) }
  }

  private static func write<Kind: Report>(
    _ report: inout Kind, _ judgments: [Judgment], _ capture: CaptureRecord, _ counts: TrafficCounts
  ) -> [UInt8] {
    report.begin(capture: capture)
    for judgment in judgments { report.add(judgment) }
    report.end(counts: counts)
    return report.take()
  }

  /// Nothing of a packet is taken for a command of a terminal or of a page.
  func check() {
    for text in texts {
      promise(String(validating: text, as: UTF8.self) != nil, "a report is UTF-8")
      promise(text.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x0a || $0 == 0x09 || $0 == 0x0d }, "a report has no control characters")
    }
  }
}
