#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CaptureError: CustomStringConvertible {
  /// One sentence: which file, where, what is wrong, and what can be done or was used.
  package var description: String {
    "\(path == "-" ? "standard input" : path): \(problem.sentence)\(isDamage ? used : "")."
  }

  /// Whether frames before the problem may have been used.
  package var isDamage: Bool {
    switch problem {
    case .opening, .folder, .empty, .notCapture, .compression, .spooling: false
    default: true
    }
  }

  private var used: String {
    switch framesBefore {
    case 0: "; no packet could be read"
    case 1: "; the packet before it was used"
    default: "; the \(framesBefore) packets before it were used"
    }
  }
}

extension CaptureError.Problem {
  fileprivate var sentence: String {
    switch self {
    case .opening(let errno): "cannot be opened: \(systemMessage(errno))"
    case .folder: "is a folder, not a capture file; name the files in it"
    case .empty: "is empty: no capture header"
    case .notCapture(let seems?): "is not a capture file (pcap or pcapng); it seems to be \(seems)"
    case .notCapture(nil): "is not a capture file (pcap or pcapng)"
    case .compression(let name, let command):
      "\(name) compression is not supported; decompress it first: \(command) | rstwho -r -"
    case .spooling(let errno): "cannot be copied to a temporary file: \(systemMessage(errno)); set TMPDIR to a folder with room"
    case .version(let offset, let major, let minor):
      "the header at byte \(offset) says format version \(major).\(minor), which is not known"
    default: damage
    }
  }

  private var damage: String {
    switch self {
    case .reading(let offset, let errno): "could not be read at byte \(offset): \(systemMessage(errno))"
    case .decompression(let offset, let reason): "the compressed data is damaged near byte \(offset): \(reason)"
    case .compressedCut(let offset): "the compressed data ends too early, at byte \(offset)"
    case .cut(let part, let offset, let needed, let present):
      "ends inside the \(part.rawValue) at byte \(offset), which needs \(needed) bytes where \(present) are left"
    case .frameTooLong(let offset, let claimed, let limit):
      "the record header at byte \(offset) claims \(claimed) bytes, more than the snapshot length \(limit) allows"
    default: blockDamage
    }
  }

  private var blockDamage: String {
    switch self {
    case .blockLength(let offset, let claimed): "the block at byte \(offset) claims a length of \(claimed) bytes, which it cannot have"
    case .blockLengths(let offset, let first, let second):
      "the block at byte \(offset) says that it is \(first) bytes long at its beginning and \(second) at its end"
    case .byteOrder(let offset, let magic):
      "the section at byte \(offset) has 0x\(String(magic, radix: 16)) where the byte-order magic 0x1a2b3c4d belongs"
    case .unknownInterface(let offset, let interface, let described):
      "the packet at byte \(offset) belongs to interface \(interface), but the section describes \(described)"
    case .tooManyInterfaces(let offset, let limit): "the block at byte \(offset) describes more than \(limit) interfaces"
    default: "cannot be read"
    }
  }
}

/// What the operating system calls an error.
func systemMessage(_ number: Int32) -> String {
  // The C library's own table; the text is copied at once.
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}
