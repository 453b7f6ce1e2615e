import Testing
import Wire

@testable import Reporting

@Suite("A time")
struct CalendarTimeTests {
  @Test(
    "is RFC 3339 in UTC with nanoseconds",
    arguments: [
      (0, "1970-01-01T00:00:00.000000000Z"),
      (1, "1970-01-01T00:00:00.000000001Z"),
      (-1, "1969-12-31T23:59:59.999999999Z"),
      (951_782_400_000_000_000, "2000-02-29T00:00:00.000000000Z"),
      (951_868_799_999_999_999, "2000-02-29T23:59:59.999999999Z"),
      (1_788_251_105_813_727_123, "2026-09-01T08:25:05.813727123Z"),
      (4_107_542_399_000_000_000, "2100-02-28T23:59:59.000000000Z"),
      (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000000000Z"),
      (.max, "2262-04-11T23:47:16.854775807Z"),
      (.min, "1677-09-21T00:12:43.145224192Z"),
    ] as [(Int64, String)])
  func rfc3339(nanoseconds: Int64, text: String) {
    #expect(Timestamp(nanoseconds: nanoseconds).rfc3339 == text)
  }

  @Test(
    "is a time of day as tcpdump writes it, by the clock on the wall",
    arguments: [
      (0, 0, "00:00:00.000000"), (0, 9 * 3_600, "09:00:00.000000"), (0, -3_600, "23:00:00.000000"), (-1, 0, "23:59:59.999999"),
      (1_788_251_105_813_727_999, 19_800, "13:55:05.813727"), (.max, .max, "23:47:16.854775"), (.min, .min, "00:12:43.145224"),
    ] as [(Int64, Int, String)])
  func timeOfDay(nanoseconds: Int64, secondsEast: Int, text: String) {
    #expect(Timestamp(nanoseconds: nanoseconds).timeOfDay(by: WallClock { _ in secondsEast }) == text)
  }

  @Test(
    "as a length is exact in seconds",
    arguments: [
      (0, "0"), (1, "0.000000001"), (1_500_000_000, "1.5"), (300_000_000_000, "300"), (-2_000_000_001, "-2.000000001"),
      (.min, "-9223372036.854775808"), (.max, "9223372036.854775807"),
    ] as [(Int64, String)])
  func seconds(nanoseconds: Int64, text: String) {
    var bytes: [UInt8] = []
    bytes.write(secondsOf: nanoseconds)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
