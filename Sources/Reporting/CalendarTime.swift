package import Wire

/// A moment on the wall: date and time of day of the proleptic Gregorian calendar, at some distance from UTC.
package struct CalendarTime: Hashable, Sendable {
  /// Year, 1677 to 2262 for every timestamp that can be.
  package var year: Int64
  /// Month, from 1.
  package var month: Int64
  /// Day of the month, from 1.
  package var day: Int64
  /// Seconds since midnight, 0 to 86399.
  package var secondOfDay: Int64
  /// Nanoseconds of the second.
  package var nanosecond: Int64

  /// The moment as a clock shows it that many seconds east of Greenwich; an offset beyond a day is held at a day.
  package init(_ time: Timestamp, secondsEast: Int = 0) {
    let offset = Int64(min(max(secondsEast, -86_400), 86_400))
    let (seconds, nanosecond) = time.nanoseconds.flooredDivision(by: 1_000_000_000)
    let (days, secondOfDay) = (seconds + offset).flooredDivision(by: 86_400)
    self.nanosecond = nanosecond
    self.secondOfDay = secondOfDay
    (year, month, day) = Self.civilDate(ofDay: days)
  }

  /// Year, month and day of a count of days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"):
  /// years are counted from March, so that the leap day is the last.
  private static func civilDate(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }
}

/// What the clock on the wall shows: the command knows the time zone, a report does not.
package struct WallClock: Sendable {
  /// Seconds east of Greenwich at a moment.
  package var secondsEast: @Sendable (Timestamp) -> Int

  /// A clock that stands that far east of Greenwich.
  package init(secondsEast: @escaping @Sendable (Timestamp) -> Int) {
    self.secondsEast = secondsEast
  }

  /// Coordinated Universal Time.
  package static let utc = WallClock { _ in 0 }
}

extension [UInt8] {
  /// Appends a date and time of UTC with nanoseconds (RFC 3339): `2026-08-01T08:25:07.688483000Z`.
  mutating func write(rfc3339 time: Timestamp) {
    let calendar = CalendarTime(time)
    append(addingCapacity: 30) { text in
      text.append(date: calendar)
      text.append(UInt8(ascii: "T"))
      text.append(timeOfDay: calendar)
      text.append(twoDigits: calendar.nanosecond / 1_000)
      text.append(twoDigits: calendar.nanosecond / 10)
      text.append(digit: calendar.nanosecond)
      text.append(UInt8(ascii: "Z"))
    }
  }

  /// Appends a time of day as tcpdump writes it: `08:25:07.688483`.
  mutating func write(timeOfDay time: Timestamp, by clock: WallClock) {
    let calendar = CalendarTime(time, secondsEast: clock.secondsEast(time))
    append(addingCapacity: 15) { text in
      text.append(timeOfDay: calendar)
      text.append(twoDigits: calendar.nanosecond / 1_000)
    }
  }

  /// Appends a date: `2026-08-01`.
  mutating func write(date calendar: CalendarTime) {
    append(addingCapacity: 10) { $0.append(date: calendar) }
  }
}

extension OutputSpan<UInt8> {
  /// Ten octets: `2026-08-01`.
  fileprivate mutating func append(date calendar: CalendarTime) {
    append(twoDigits: calendar.year / 100)
    append(twoDigits: calendar.year)
    append(UInt8(ascii: "-"))
    append(twoDigits: calendar.month)
    append(UInt8(ascii: "-"))
    append(twoDigits: calendar.day)
  }

  /// Thirteen octets, down to a ten-thousandth of a second: `08:25:07.6884`.
  fileprivate mutating func append(timeOfDay calendar: CalendarTime) {
    append(twoDigits: calendar.secondOfDay / 3_600)
    append(UInt8(ascii: ":"))
    append(twoDigits: calendar.secondOfDay / 60 % 60)
    append(UInt8(ascii: ":"))
    append(twoDigits: calendar.secondOfDay % 60)
    append(UInt8(ascii: "."))
    append(twoDigits: calendar.nanosecond / 10_000_000)
    append(twoDigits: calendar.nanosecond / 100_000)
  }
}

extension Timestamp {
  /// The moment in UTC with nanoseconds (RFC 3339).
  package var rfc3339: String {
    var bytes: [UInt8] = []
    bytes.write(rfc3339: self)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The time of day as tcpdump writes it, by that clock.
  package func timeOfDay(by clock: WallClock) -> String {
    var bytes: [UInt8] = []
    bytes.write(timeOfDay: self, by: clock)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The date, by that clock.
  package func date(by clock: WallClock) -> String {
    var bytes: [UInt8] = []
    bytes.write(date: CalendarTime(self, secondsEast: clock.secondsEast(self)))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Int64 {
  /// Quotient and remainder where the remainder is never negative; the divisor is positive.
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
