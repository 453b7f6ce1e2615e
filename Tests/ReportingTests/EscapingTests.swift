import Testing

@testable import Reporting

@Suite("Text from a packet")
struct EscapingTests {
  @Test(
    "cannot act on a terminal",
    arguments: [
      ("plain text_1.pcap", "plain text_1.pcap"),
      ("\u{1b}]0;x\u{7}", #"\x1b]0;x\x07"#),
      ("a\r\nb\tc", #"a\x0d\x0ab\x09c"#),
      ("\u{0}\u{7f}", #"\x00\x7f"#),
      ("\u{9b}31m", #"\x9b31m"#),
      ("evil\u{202e}gpj.exe", #"evil\u{202e}gpj.exe"#),
      ("\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}", #"\u{2066}\u{2069}\u{200e}\u{200f}\u{061c}"#),
      ("a\u{200b}b\u{feff}c\u{ad}", #"a\u{200b}b\u{feff}c\xad"#),
      ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
      ("\u{e0041}\u{fe0f}\u{e000}", #"\u{e0041}\u{fe0f}\u{e000}"#),
      ("日本語.example.jp é", "日本語.example.jp é"),
      (#"<script>"'\"#, #"<script>"'\"#),
    ])
  func terminal(text: String, shown: String) {
    #expect(text.escapedForTerminal == shown)
  }

  @Test(
    "shows the octets that are no UTF-8",
    arguments: [
      ([0x61, 0xff, 0x62], #"a\xffb"#),
      ([0xc0, 0xaf], #"\xc0\xaf"#),
      ([0xed, 0xa0, 0x80], #"\xed\xa0\x80"#),
      ([0xe2, 0x82], #"\xe2\x82"#),
      ([0xe2, 0x82, 0xac, 0x1b], #"€\x1b"#),
      ([], ""),
    ] as [([UInt8], String)])
  func octets(octets: [UInt8], shown: String) {
    #expect(String(escapingForTerminal: octets) == shown)
  }

  @Test(
    "stays inside its JSON string",
    arguments: [
      ("plain", "plain"),
      (#"a"b\c"#, #"a\"b\\c"#),
      ("\n\u{0}", #"\u000a\u0000"#),
      ("\u{1b}[2J\u{9b}\u{7f}", #"\u001b[2J\u009b\u007f"#),
      ("\u{202e}\u{e0041}", #"\u202e\udb40\udc41"#),
      ("é 日本", "é 日本"),
      (String(decoding: [0x61, 0xff], as: UTF8.self), "a\u{fffd}"),
    ])
  func json(text: String, written: String) {
    var bytes: [UInt8] = []
    bytes.write(jsonText: text)
    #expect(String(decoding: bytes, as: UTF8.self) == written)
  }

  @Test(
    "takes as many columns as it shows",
    arguments: [("abc", 3), ("日本語", 6), ("ｱ", 1), ("ｆ", 2), ("한글", 4), ("e\u{301}", 1), ("é", 1), ("😀", 2), ("", 0), ("→", 1), ("𠀀", 2)])
  func width(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }
}
