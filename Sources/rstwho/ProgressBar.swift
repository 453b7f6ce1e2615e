import Capture
import Reporting

/// How far reading has come, on standard error: only on a terminal, and only once the work has taken longer than a second.
struct ProgressBar: ~Copyable {
  private let terminal = OutputFile.standardError
  private let isEnabled: Bool
  private let started = ContinuousClock.now
  private var due: ContinuousClock.Instant
  private var isDrawn = false

  /// A bar that is not drawn yet.
  init(isQuiet: Bool, environment: [String: String]) {
    isEnabled = !isQuiet && environment["TERM"] != "dumb" && terminal.isTerminal
    due = started + .seconds(1)
  }

  /// Draws the bar if it is time to: at most five times a second.
  mutating func show(bytesRead: UInt64, of total: UInt64?) {
    guard isEnabled else { return }
    let now = ContinuousClock.now
    guard now >= due else { return }
    due = now + .milliseconds(200)
    isDrawn = true
    let line = ProgressLine(bytesRead: bytesRead, total: total, elapsed: now - started).text
    try? terminal.write(Array("\r\(line)\u{1b}[K".utf8))
  }

  /// Wipes the bar, before anything else is written to the terminal.
  mutating func clear() {
    guard isDrawn else { return }
    isDrawn = false
    try? terminal.write(Array("\r\u{1b}[K".utf8))
  }
}

/// `[#########...........] 45 %  1.2 GB of 2.6 GB, 310 MB/s, 5 s left`
struct ProgressLine {
  /// Bytes of the files read so far, compressed as they are.
  var bytesRead: UInt64
  /// Bytes of the files in all; nil for a pipe.
  var total: UInt64?
  /// How long it has taken.
  var elapsed: Duration

  /// The line.
  var text: String {
    let seconds = max(Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18, 0.001)
    let rate = Double(bytesRead) / seconds
    let speed = "\(Self.size(rate))/s"
    guard let total, total > 0 else { return "\(Self.size(Double(bytesRead))), \(speed)" }
    // A file may grow while it is read.
    let share = min(Double(bytesRead) / Double(total), 1)
    let marks = Int(share * 20)
    let bar = String(repeating: "#", count: marks) + String(repeating: ".", count: 20 - marks)
    let left = rate > 0 ? ", \(Self.time(Double(total) * (1 - share) / rate)) left" : ""
    return "[\(bar)] \(Int(share * 100)) %  \(Self.size(Double(bytesRead))) of \(Self.size(Double(total))), \(speed)\(left)"
  }

  /// Three digits or so, in powers of 1000.
  private static func size(_ bytes: Double) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var value = bytes
    var unit = 0
    while value >= 999.5, unit < units.count - 1 {
      value /= 1_000
      unit += 1
    }
    guard value < 9.95, unit > 0 else { return "\(Int(value.rounded())) \(units[unit])" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 359_999).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    return whole < 3_600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3_600) h \(whole / 60 % 60) min"
  }
}
