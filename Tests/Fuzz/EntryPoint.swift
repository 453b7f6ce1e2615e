import CFuzzer
import Glibc

/// The fuzzer: libFuzzer with one of the targets. `Scripts/fuzz` builds and runs it.
///
///     RSTWHO_FUZZ_TARGET=readers Fuzz [libFuzzer's options] [corpus folder…]
///     RSTWHO_FUZZ_TARGET=readers Fuzz seeds FOLDER CAPTURE…
@main
enum EntryPoint {
  static func main() throws {
    if CommandLine.arguments.dropFirst().first == "seeds", CommandLine.arguments.count > 2 {
      return try target.writeSeeds(of: Array(CommandLine.arguments.dropFirst(3)), into: CommandLine.arguments[2])
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
    exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, takeInput))
  }
}

/// What every input is given to: the target that the environment names.
private let target: FuzzTarget = {
  let name = unsafe getenv("RSTWHO_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    print("RSTWHO_FUZZ_TARGET must be one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))")
    exit(64)
  }
  return target
}()

/// The entry point that libFuzzer looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  target.run(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
