import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("Words for lengths of time and names of files")
struct WordingTests {
  @Test(
    "writes lengths of time that a person reads",
    arguments: [
      (0, "0 s"), (40_123, "40 µs"), (999, "999 ns"), (1_000_000, "1.00 ms"), (9_990_000, "9.99 ms"), (12_400_000, "12 ms"),
      (3_210_000_000, "3.2 s"), (300_000_000_000, "300 s"),
      (7_200_400_000_000, "7,200 s"), (-40_000, "-40 µs"), (.min, "-9,223,372,036 s"),
    ] as [(Int64, String)])
  func interval(nanoseconds: Int64, words: String) {
    #expect(Interval(nanoseconds: nanoseconds).words == words)
  }

  @Test(
    "quotes a file's name as a shell takes it",
    arguments: [
      ("a.pcap", "a.pcap"), ("my file.pcap", "'my file.pcap'"), ("it's", #"'it'\''s'"#), ("$(x)", "'$(x)'"), ("", "''"), ("-r", "'-r'"),
    ])
  func shell(name: String, word: String) {
    #expect(name.quotedForShell == word)
  }
}
