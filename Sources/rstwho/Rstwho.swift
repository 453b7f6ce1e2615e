import Flows
import Reporting
#if canImport(Glibc)
import Glibc
#endif

@main
struct Rstwho {
  static func main() {
    let a = CommandLine.arguments
    let all = a.contains("--all")
    let files = a.dropFirst().filter { !$0.hasPrefix("--") && $0 != "ndjson" }
    let analysis = Analysis(paths: Array(files), seed: FlowSeed(1, 2), showsAll: all)
    var p: [String] = []
    if a.contains("ndjson") {
      var r = NDJSONReport(showsAll: all)
      p = analysis.run(into: &r)
      print(String(decoding: r.take(), as: UTF8.self), terminator: "")
    } else {
      var r = TextReport()
      p = analysis.run(into: &r)
      print(String(decoding: r.take(), as: UTF8.self), terminator: "")
    }
    for s in p { print(s) }
    exit(p.isEmpty ? 0 : 2)
  }
}
