import Foundation
import Testing

@testable import Bench

struct TableTests {
  @Test(
    "The median is the middle value, or the mean of the middle two",
    arguments: zip([[3, 1, 2], [4, 1, 3, 2], [7], []] as [[Double]], [2, 2.5, 7, nil] as [Double?]))
  func median(values: [Double], expected: Double?) {
    #expect(values.median == expected)
  }

  @Test("Ratios are taken pair by pair")
  func ratio() {
    let row = Row(comparison: .small, work: "rstwho", packets: 10, ours: costs(10, 40, 90), peer: .tcpdump, theirs: costs(10, 20, 30))
    #expect(row.ratio == 2)
    #expect(row.nanosecondsPerPacket == 4_000_000)
  }

  @Test("Where the peer is not installed, its columns hold a dash")
  func noPeer() {
    let row = Row(comparison: .small, work: "rstwho", packets: 1_000_000, ours: costs(80), peer: .tcpdump, theirs: [])
    #expect(
      Table(rows: [row]).text == """
        case   work    ns/packet  peer ns/packet  ratio  wall ratio  peak MiB  peer
        small  rstwho       80.0               -      -           -        24  tcpdump is not installed

        """)
  }

  @Test("The table goes into a page between its marks, again and again; a page without marks is left alone")
  func document() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).md").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let table = Table(rows: [Row(comparison: .small, work: "rstwho", packets: 1_000_000, ours: costs(80), peer: .tcpdump, theirs: [])])
    try "Before.\n<!-- bench -->\nold\n<!-- /bench -->\nAfter.\n".write(toFile: path, atomically: true, encoding: .utf8)
    for _ in 0..<2 { try table.write(into: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "Before.\n<!-- bench -->\n\(table.markdown)<!-- /bench -->\nAfter.\n")
    #expect(table.markdown.contains("| small | rstwho | 80.0 | - | - | - | 24 | tcpdump is not installed |"))
    try "No marks.".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: BenchError.self) { try table.write(into: path) }
  }

  private func costs(_ milliseconds: Double...) -> [Cost] {
    milliseconds.map { Cost(processor: $0 * 1e6, wall: $0 * 1e6, peak: 24 * 1_048_576, status: 0) }
  }
}
