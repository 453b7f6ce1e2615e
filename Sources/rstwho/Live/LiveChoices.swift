import ArgumentParser
import Capture
import Metrics

extension MetricsAddress: ExpressibleByArgument {
  /// The address that was typed.
  package init?(argument: String) { self.init(argument) }
}

/// Options of a live capture, in tcpdump's letters.
struct LiveChoices: ParsableArguments {
  @Option(
    name: .customShort("i", allowingJoined: true),
    help: ArgumentHelp("Capture on this interface (a name, a number of -D, any); may be given several times.", valueName: "interface"))
  var interfaces: [String] = []

  @Flag(name: .customShort("D"), help: "List the interfaces that can be captured.")
  var listInterfaces = false

  @Flag(name: .customShort("L"), help: "List the link types of the interface.")
  var listLinkTypes = false

  @Option(name: .customShort("y", allowingJoined: true), help: ArgumentHelp("The link type to capture.", valueName: "type"))
  var linkType: String?

  @Option(
    name: .customShort("s", allowingJoined: true),
    help: ArgumentHelp("Bytes kept of each packet (0: 262144).", valueName: "bytes"))
  var snapshotLength: UInt32 = 0

  @Option(
    name: .customShort("B", allowingJoined: true),
    help: ArgumentHelp("The kernel's buffer in KiB, for each interface.", valueName: "KiB"))
  var buffer: UInt32 = LiveOptions().bufferKiB

  @Flag(name: .customShort("p"), help: "Do not take packets for other machines.")
  var notPromiscuous = false

  @Option(help: ArgumentHelp("End a live capture after so many seconds.", valueName: "seconds"))
  var duration: UInt32?

  @Flag(help: "Capture exactly what the expression says, not what evidence needs besides.")
  var exactFilter = false

  @Option(
    name: .customShort("Z", allowingJoined: true),
    help: ArgumentHelp("Become this user once the interfaces are open (default: who called sudo, else nobody).", valueName: "user"))
  var user: String?

  @Option(
    name: .customShort("G", allowingJoined: true),
    help: ArgumentHelp("With -w: a new file after so many seconds; its name is a pattern of strftime.", valueName: "seconds"))
  var rotateSeconds: Int64?

  @Option(
    name: .customShort("C", allowingJoined: true),
    help: ArgumentHelp("With -w: a new file beyond so many million bytes.", valueName: "megabytes"))
  var rotateSize: UInt64?

  @Option(
    name: .customShort("W", allowingJoined: true),
    help: ArgumentHelp("With -C: at most so many files, then the first anew. With -G: end after so many.", valueName: "count"))
  var rotateCount: UInt64?

  @Option(
    help: ArgumentHelp(
      "Answer GET /metrics there in Prometheus' format; a port alone is this machine's own.", valueName: "address:port"))
  var metrics: MetricsAddress?

  /// Refuses what cannot be, with a sentence that says what to type instead.
  func validate() throws {
    if buffer == 0 || buffer > 2_097_151 { throw ValidationError("-B takes 1 to 2097151 KiB.") }
    if snapshotLength > 262_144 { throw ValidationError("-s takes at most 262144 bytes.") }
    if duration == 0 { throw ValidationError("--duration takes a number of seconds of at least 1.") }
    if rotateCount != nil, rotateSeconds == nil, rotateSize == nil { throw ValidationError("-W needs -G or -C.") }
    for (name, value) in [("-G", rotateSeconds.map { UInt64(clamping: $0) }), ("-C", rotateSize), ("-W", rotateCount)] {
      if let value, value == 0 || value > 1_000_000_000 { throw ValidationError("\(name) takes a number from 1 to 1000000000.") }
    }
    if interfaces.count > 32 { throw ValidationError("At most 32 interfaces can be captured at once; -i any takes all.") }
    if listLinkTypes, interfaces.count > 1 { throw ValidationError("-L lists the link types of one interface.") }
  }

  /// Whether evidence files are to be followed by others.
  var isRotating: Bool { rotateSeconds != nil || rotateSize != nil || rotateCount != nil }

  /// When evidence files are followed by others.
  var rotation: Rotation {
    var rotation = Rotation()
    rotation.seconds = rotateSeconds
    rotation.megabytes = rotateSize
    rotation.files = rotateCount
    return rotation
  }

  /// The option given that makes no sense without an interface.
  var onlyLive: String? {
    if linkType != nil { return "-y" }
    if snapshotLength != 0 { return "-s" }
    if notPromiscuous { return "-p" }
    if duration != nil { return "--duration" }
    if exactFilter { return "--exact-filter" }
    if isRotating { return "-G, -C or -W" }
    if metrics != nil { return "--metrics" }
    return user == nil ? nil : "-Z"
  }

  /// How to capture, where the expression is that.
  func options(_ expression: String?) -> LiveOptions {
    var options = LiveOptions()
    if snapshotLength > 0 { options.snapshotLength = snapshotLength }
    options.bufferKiB = buffer
    options.isPromiscuous = !notPromiscuous
    options.linkTypeName = linkType
    options.expression = expression
    options.isExact = exactFilter
    return options
  }
}
