import Foundation
import Testing

@testable import Bench

struct WorkloadTests {
  /// The reference implementation's first numbers, in C, for the seed 42.
  @Test("Random numbers are those of xoshiro256**")
  func randomNumbers() {
    var random = RandomNumbers(seed: 42)
    #expect((0..<3).map { _ in random.next() } == [0x1578_0B2E_0C2E_C716, 0x6104_D986_6D11_3A7E, 0xAE17_5332_39E4_99A1])
  }

  @Test("A workload has the packets that were asked for, and the same bytes each time", arguments: Workload.allCases)
  func sameBytes(workload: Workload) throws {
    let first = try bytes(of: workload)
    #expect(try bytes(of: workload) == first)
    #expect(recordLengths(in: first).count == 3000)
  }

  @Test("Every stage sees every packet as TCP", arguments: Workload.allCases, Stage.allCases)
  func stages(workload: Workload, stage: Stage) throws {
    let seen = try withCapture(of: workload) { path in try stage.run(on: path) }
    #expect(seen == 3000)
  }

  @Test("A flood's source addresses all differ")
  func distinctSources() throws {
    let capture = try bytes(of: .flood)
    var sources: Set<Data> = []
    for start in stride(from: 24, to: capture.count, by: 74) { sources.insert(Data(capture[start + 42..<start + 46])) }
    #expect(sources.count == 3000)
  }

  @Test(
    "Frames have about the size that the workload is for",
    arguments: zip([Workload.small, .full], [68...78, 850...1100]))
  func sizes(workload: Workload, expected: ClosedRange<Int>) throws {
    let lengths = recordLengths(in: try bytes(of: workload))
    #expect(expected.contains(lengths.reduce(0, +) / lengths.count))
  }

  private func bytes(of workload: Workload) throws -> Data {
    try withCapture(of: workload) { path in try Data(contentsOf: URL(fileURLWithPath: path)) }
  }

  /// Writes 3,000 packets for as long as the body runs.
  private func withCapture<Result>(of workload: Workload, _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = workload.path(in: folder.path, packets: 3000)
    let contents = try workload.write(to: path, packets: 3000)
    #expect(contents.packets == 3000)
    return try body(path)
  }

  /// The captured lengths of a little-endian pcap file, record by record.
  private func recordLengths(in capture: Data) -> [Int] {
    var lengths: [Int] = []
    var offset = 24
    while offset + 16 <= capture.count {
      let length = (8..<12).reversed().reduce(0) { $0 << 8 | Int(capture[offset + $1]) }
      lengths.append(length)
      offset += 16 + length
    }
    return lengths
  }
}
