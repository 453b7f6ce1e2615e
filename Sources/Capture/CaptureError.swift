/// Why a capture could not be read, or not to its end; `description` is the sentence for the user.
package struct CaptureError: Error, Hashable, Sendable {
  /// The file as it was named; "-" is standard input.
  package var path: String
  /// What is wrong, with its numbers.
  package var problem: Problem
  /// How many frames were delivered before.
  package var framesBefore: UInt64 = 0

  /// What is wrong with an input. Offsets are bytes from its beginning, of the decompressed bytes where it is compressed.
  package enum Problem: Error, Hashable, Sendable {
    /// It could not be opened; the system's error number.
    case opening(errno: Int32)
    /// It is a folder.
    case folder
    /// It has not a single byte.
    case empty
    /// It is no capture; what it seems to be instead, where that is known.
    case notCapture(seems: String?)
    /// It is compressed in a way that is not read; its name and the command that undoes it.
    case compression(name: String, command: String)
    /// A version of the format that is not read.
    case version(offset: UInt64, major: UInt16, minor: UInt16)
    /// Reading failed; the system's error number.
    case reading(offset: UInt64, errno: Int32)
    /// The compressed data is damaged: where in the compressed file, and what the decompressor says.
    case decompression(compressedOffset: UInt64, reason: String)
    /// The compressed file ends before its data does.
    case compressedCut(compressedOffset: UInt64)
    /// It ends inside something that begins at `offset` and needs `needed` bytes, of which `present` are there.
    case cut(Part, offset: UInt64, needed: UInt64, present: UInt64)
    /// The record or block at `offset` claims more captured bytes than the format allows.
    case frameTooLong(offset: UInt64, claimed: UInt32, limit: UInt32)
    /// The block at `offset` claims a length that no block of its kind can have.
    case blockLength(offset: UInt64, claimed: UInt32)
    /// The block at `offset` states two different lengths, at its beginning and at its end.
    case blockLengths(offset: UInt64, first: UInt32, second: UInt32)
    /// The section at `offset` has no byte-order magic.
    case byteOrder(offset: UInt64, magic: UInt32)
    /// The block at `offset` belongs to an interface that the section does not describe.
    case unknownInterface(offset: UInt64, interface: UInt32, described: Int)
    /// The block at `offset` describes one interface too many.
    case tooManyInterfaces(offset: UInt64, limit: Int)
    /// The temporary copy could not be written; the system's error number.
    case spooling(errno: Int32)
  }

  /// What a file can end in the middle of.
  package enum Part: String, Hashable, Sendable {
    /// The header of a pcap file.
    case fileHeader = "file header"
    /// The header of a pcap record.
    case recordHeader = "record header"
    /// A pcap record.
    case record
    /// The header of a pcapng block.
    case blockHeader = "block header"
    /// A pcapng block.
    case block
  }
}
