// Where libpcap was seen first, the compiler takes timespec for its own.
import CPcap
package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The frames of one or several interfaces as they come, ordered by time; and, where none comes, the time.
///
/// The bytes of a frame are lent until the next one is asked for. Bound: what the kernel's buffers hold.
@safe
package struct LiveSource: ~Copyable {
  /// What asking for the next frame gives.
  package enum Event: Equatable {
    /// A frame: its header was filled in, and `withBytes` lends it.
    case frame
    /// No frame for a while. None that is earlier than this will come any more.
    case tick(Timestamp)
    /// The descriptor that was given to wake it can be read.
    case wake
    /// An interface is gone, and why.
    case lost(interface: String, reason: String)
    /// No interface is left.
    case ended
  }

  /// How long it waits for a frame before it tells the time, in milliseconds.
  package var patience: Int32 = 1_000
  /// How many frames came.
  package private(set) var frames: UInt64 = 0
  private var devices: [Device] = []
  private let wakeDescriptor: Int32
  private var sinceLook = 0
  private var lent = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var lostStatistics = LiveStatistics()

  /// Frames that are younger than this may still wait in the kernel, in nanoseconds.
  private static let lag = Int64(CaptureHandle.handOver) * 2_000_000
  /// After how many frames without a pause it is looked whether somebody wants to wake it.
  private static let framesBetweenLooks = 4_096

  /// An interface and its frame that waits for its turn.
  private struct Device {
    var handle: CaptureHandle
    var number: UInt16
    var head: FrameHeader?

    /// When its waiting frame was captured, in nanoseconds; never where none waits.
    var time: Int64 { head?.time.nanoseconds ?? .max }
  }

  /// Opens these interfaces and begins to capture. `wakeDescriptor` ends a wait when it can be read.
  package init(interfaces: [String], _ options: LiveOptions, wakeDescriptor: Int32) throws(LiveError) {
    self.wakeDescriptor = wakeDescriptor
    for (number, name) in interfaces.enumerated() {
      devices.append(Device(handle: try CaptureHandle(opening: name, options), number: UInt16(clamping: number)))
    }
  }

  /// The link types that an interface has, by libpcap's names, the usual one first.
  package static func linkTypes(
    of interface: String, _ options: LiveOptions
  ) throws(LiveError) -> [(name: String, meaning: String)] {
    try CaptureHandle.linkTypes(of: interface, options)
  }

  /// What is said of each interface before the first frame.
  package var details: [CaptureDetails.Interface] {
    devices.map {
      CaptureDetails.Interface(
        name: $0.handle.name, linkType: $0.handle.linkType, snapshotLength: $0.handle.snapshotLength,
        nanosecondsPerTick: UInt64($0.handle.nanosecondsPerTick))
    }
  }

  /// What was counted on each interface, by the number that frames name it with; those that were lost are left out.
  package var statisticsByInterface: [(interface: UInt32, counted: LiveStatistics)] {
    devices.map { (UInt32($0.number), $0.handle.statistics) }
  }

  /// The sockets that capture.
  package var descriptors: [Int32] { devices.map(\.handle.descriptor) }

  /// What was counted on all interfaces together.
  package var statistics: LiveStatistics {
    devices.reduce(into: lostStatistics) { $0.add($1.handle.statistics) }
  }

  /// Waits for what comes next.
  package mutating func next(_ header: inout FrameHeader) -> Event {
    sinceLook += 1
    if sinceLook >= Self.framesBetweenLooks {
      sinceLook = 0
      if wait(milliseconds: 0, onlyForWake: true) { return .wake }
    }
    return devices.count == 1 ? nextOfOne(&header) : nextOfAll(&header)
  }

  /// Lends the bytes of the frame whose header was filled in last.
  package mutating func withBytes<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
    // libpcap keeps them until the next frame of the same interface is asked for, and `body` has no way to this value.
    try unsafe body(lent.span)
  }

  /// With one interface nothing has to be put in order.
  private mutating func nextOfOne(_ header: inout FrameHeader) -> Event {
    while true {
      switch devices[0].handle.next(&header) {
      case .frame: return deliver(&header, of: 0)
      case .failed(let reason): return lose(0, reason)
      case .nothing:
        sinceLook = 0
        if wait(milliseconds: patience, onlyForWake: false) { return .wake }
        if isQuiet { return .tick(Timestamp(nanoseconds: Self.now - Self.lag)) }
      }
    }
  }

  /// The earliest frame of all interfaces, once no earlier one can come.
  private mutating func nextOfAll(_ header: inout FrameHeader) -> Event {
    let begun = Self.now
    while !devices.isEmpty {
      for index in devices.indices where devices[index].head == nil {
        switch devices[index].handle.next(&header) {
        case .frame: devices[index].head = header
        case .failed(let reason): return lose(index, reason)
        case .nothing: break
        }
      }
      let now = Self.now
      let waiting = devices.indices.filter { devices[$0].head != nil }
      let earliest = waiting.min { devices[$0].time < devices[$1].time }
      if let earliest, waiting.count == devices.count || devices[earliest].time <= now - Self.lag {
        header = devices[earliest].head ?? header
        devices[earliest].head = nil
        return deliver(&header, of: earliest)
      }
      sinceLook = 0
      let left = earliest.map { devices[$0].time + Self.lag - now } ?? begun + Int64(patience) * 1_000_000 - now
      guard left > 0 else { return .tick(Timestamp(nanoseconds: now - Self.lag)) }
      if wait(milliseconds: Int32(clamping: left / 1_000_000 + 1), onlyForWake: false) { return .wake }
    }
    return .ended
  }

  private mutating func deliver(_ header: inout FrameHeader, of index: Int) -> Event {
    frames &+= 1
    header.number = frames
    header.interface = devices[index].number
    header.file = 0
    unsafe lent = devices[index].handle.frame
    return .frame
  }

  private mutating func lose(_ index: Int, _ reason: String) -> Event {
    let device = devices.remove(at: index)
    lostStatistics.add(device.handle.statistics)
    return .lost(interface: device.handle.name, reason: reason)
  }

  /// Whether the last wait ended because nothing came.
  private var isQuiet = false

  /// Waits until a frame may be there, at most so long. True where somebody wants to wake it instead.
  private mutating func wait(milliseconds: Int32, onlyForWake: Bool) -> Bool {
    var waits = [pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0)]
    if !onlyForWake {
      // An interface whose frame waits for its turn is not asked for another.
      for device in devices where device.head == nil {
        waits.append(pollfd(fd: device.handle.descriptor, events: Int16(POLLIN), revents: 0))
      }
    }
    let ready = unsafe poll(&waits, nfds_t(waits.count), milliseconds)
    isQuiet = ready == 0
    return ready > 0 && waits[0].revents != 0
  }

  /// The time by the clock by which the kernel stamps frames.
  package static var time: Timestamp { Timestamp(nanoseconds: now) }

  private static var now: Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
