import Diagnosis
import Testing

struct SentenceTests {
  @Test("a sentence reads as a string with the same values, however long they are")
  func readsAsString() {
    let (name, hopLimit, distance) = (String(repeating: "サーバー", count: 40), UInt8(255), Int32(-7))
    let sentence: Sentence = "its TTL is \(hopLimit); the \(name)'s is \(distance) off"
    #expect(sentence.text == "its TTL is \(hopLimit); the \(name)'s is \(distance) off")
  }

  @Test(
    "a duration is told in its greatest unit",
    arguments: [
      (999, "999 ns"), (1_000, "1 µs"), (40_999, "40 µs"), (12_399_999, "12.3 ms"), (1_000_000_000, "1.0 s"), (-5, "-5 ns"),
      (3_599_960_000_000, "3599.9 s"),
    ] as [(Int64, String)])
  func duration(_ row: (nanoseconds: Int64, words: String)) {
    #expect(inWords(row.nanoseconds) == row.words)
  }
}
