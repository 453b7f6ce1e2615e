package import Diagnosis
import Flows
import Wire

/// One flow in full, for `rstwho explain FILE N`: the verdict, the facts, the packets, the evidence, and what would settle it.
package struct ExplainReport: Sendable {
  private let judgment: Judgment
  private let packets: [ExplainedPacket]
  private let capture: CaptureRecord
  private let options: TextOptions
  private var bytes: [UInt8] = []

  /// The report of a flow and its packets in order, ICMP errors that quote it included.
  package init(_ judgment: Judgment, packets: [ExplainedPacket], capture: CaptureRecord, options: TextOptions = TextOptions()) {
    self.judgment = judgment
    self.packets = packets
    self.capture = capture
    self.options = options
    writePage()
  }

  /// The page.
  package var page: [UInt8] {
    bytes
  }

  private mutating func writePage() {
    let language = options.language
    let outcome = judgment.outcome.words(in: language)
    let sentence = judgment.verdict?.summary.text(in: language) ?? language.words("The connection: \(outcome).", "この接続：\(outcome)。")
    let title = language.words("Flow \(judgment.flow.serial): \(sentence)", "フロー\(judgment.flow.serial)：\(sentence)")
    for line in title.escapedForTerminal.wrapped(to: options.columns) {
      write(Ink.strong.on(line, if: options.isColored))
    }
    write("")
    writeFacts()
    writePackets()
    let none = language.words("Nothing was found that tells.", "判断の材料は見つかりませんでした。")
    writeEvidence(language.words("Evidence for", "根拠"), judgment.evidence, none: none)
    let noneAgainst = language.words("Nothing was found that speaks against it.", "これに反するものは見つかりませんでした。")
    writeEvidence(language.words("Evidence against", "反証"), judgment.against, none: noneAgainst)
    guard let step = judgment.nextStep else { return }
    write(title: language.words("What would settle it", "確かめるには"))
    write((step.text.text(in: language) + ":").escapedForTerminal, indent: 2)
    // In one piece, whatever the width: it is to be pasted.
    write("    " + step.command.escapedForTerminal)
  }

  private mutating func writeFacts() {
    let nameWidth = FlowFacts.nameWidth(in: options.language)
    for (name, value) in FlowFacts(judgment, capture, options).rows {
      let lines = value.escapedForTerminal.wrapped(to: options.columns - nameWidth)
      for (number, line) in lines.enumerated() {
        write((number == 0 ? name : "").padded(to: nameWidth) + line)
      }
    }
  }

  private mutating func writeEvidence(_ title: String, _ evidence: [Evidence], none: String) {
    write(title: title)
    guard !evidence.isEmpty else { return write(none, indent: 2) }
    for finding in evidence {
      let (strength, says) = (finding.strength.word(in: options.language), finding.says.word(in: options.language))
      let head = options.language.words("\(finding.rule), \(strength): says \(says)", "\(finding.rule)、\(strength)：\(says)を示す")
      write(head.escapedForTerminal, indent: 2)
      let numbers = finding.packets.map { $0.words(among: capture.files) }
      let list = numbers.joined(separator: ", ")
      let place = numbers.isEmpty ? "" : options.language.words(" (packet\(numbers.count == 1 ? "" : "s") \(list))", "（パケット\(list)）")
      write((finding.text.text(in: options.language) + place).escapedForTerminal, indent: 4)
    }
  }

  private mutating func writePackets() {
    guard !packets.isEmpty else { return }
    write(title: options.language.words("Packets (> a reset or refusal, * evidence)", "パケット（> リセットまたは拒否、* 根拠）"))
    let selection = PacketSelection(packets.map(\.position), of: judgment)
    let margins = PacketMargins(judgment)
    let width = packets.map { $0.position.words(among: capture.files).count }.max() ?? 1
    var lines = PacketLines()
    var previous: Timestamp?
    var next = 0
    for (index, packet) in packets.enumerated() {
      // Every packet passes here, shown or not: sequence numbers are counted from the first.
      let text = lines.lines(of: packet)
      guard selection.shown.indices.contains(next), selection.shown[next] == index else { continue }
      write(gapOf: index - (next == 0 ? 0 : selection.shown[next - 1] + 1))
      next += 1
      let number = packet.position.words(among: capture.files).padded(to: width, onTheLeft: true)
      let since = previous.map { Interval(nanoseconds: packet.header.time - $0).words } ?? ""
      let head = "\(margins.sign(of: packet.position)) \(number)  \(since.padded(to: 8, onTheLeft: true))  "
      let ink = margins.ink(of: packet.position)
      let line = head + packet.header.time.timeOfDay(by: options.clock) + " " + (text.first ?? "")
      write(ink?.on(line, if: options.isColored) ?? line)
      for line in text.dropFirst() { write(ink?.on(line, if: options.isColored) ?? line) }
      previous = packet.header.time
    }
  }

  private mutating func write(gapOf count: Int) {
    if count > 0 { write(options.language.words("  … \(count.of("packet")) …", "  … \(count.grouped)パケット …")) }
  }

  private mutating func write(title: String) {
    write("")
    write(Ink.strong.on(title, if: options.isColored))
  }

  private mutating func write(_ text: String, indent: Int) {
    for line in text.wrapped(to: options.columns - indent) { write(String(repeating: " ", count: indent) + line) }
  }

  private mutating func write(_ line: String) {
    bytes.write(line)
    bytes.append(UInt8(ascii: "\n"))
  }
}
