/// A yes or no as 32 equal bits, for choices that nobody can foresee: worked out without a branch, since a wrong guess of the processor costs
/// as much as twenty such lines. The compiler makes branches of `Bool`s that are used more than once.
@usableFromInline package struct Choice {
  /// All ones for yes, else 0.
  @usableFromInline package let bits: UInt32

  /// The choice with these bits.
  @inlinable init(bits: UInt32) { self.bits = bits }

  /// Yes where the number's lowest bit is set.
  @inlinable package init(lowestBitOf number: UInt32) { bits = 0 &- (number & 1) }

  /// Yes where the number is above 0.
  @inlinable package init(positive number: Int32) { bits = UInt32(bitPattern: (0 &- number) & ~number) &>> 31 &* .max }

  /// Yes where both are equal.
  @inlinable package init(_ left: UInt32, equals right: UInt32) {
    // What differs is not 0; of a number below 2^32 and above 0 the difference to 0 is negative.
    bits = UInt32(truncatingIfNeeded: (UInt64(left ^ right) &- 1) >> 32)
  }

  /// One of the two numbers.
  @inlinable package func callAsFunction(_ yes: UInt32, else no: UInt32) -> UInt32 { no ^ (no ^ yes) & bits }

  /// Either.
  @inlinable package static func | (left: Choice, right: Choice) -> Choice { Choice(bits: left.bits | right.bits) }

  /// Both.
  @inlinable package static func & (left: Choice, right: Choice) -> Choice { Choice(bits: left.bits & right.bits) }

  /// The other.
  @inlinable package static prefix func ! (choice: Choice) -> Choice { Choice(bits: ~choice.bits) }
}
