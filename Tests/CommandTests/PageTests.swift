import Foundation
import Testing

/// The page in a real browser, where one is installed.
@Suite("The page in Chromium", .enabled(if: Browser.path != nil))
struct PageTests {
  @Test(
    "draws its pictures and numbers its rows",
    arguments: [("firewall-resets", 13), ("tcpkill", 7), ("firewall-icmp-admin", 13), ("firewall-idle-timeout", 4)])
  func pictures(name: String, rows: Int) throws {
    let page = try opened(Fixture.named(name).run(["--format", "html"]))
    #expect(page.contains(">\(rows) of \(rows) connections</output>"))
    #expect(page.components(separatedBy: "<figure>").count > 3)
    #expect(!page.contains("NaN"))
  }

  @Test("shows what an attacker wrote as text")
  func hostile() throws {
    for name in ["</script><script>document.title='owned'</script>", "<img src=x onerror=document.title='owned'>", "\u{202e}\u{1b}[2J"] {
      let words = FirstWords.request(host: Array(name.utf8))
      let page = try opened(Program.run(["-r", "-", "--utc", "--format", "html"], input: HandmadeCapture.reset(after: words).pcap))
      #expect(!page.contains("<title>owned"))
      #expect(!page.contains("<img"))
      #expect(page.contains(">1 of 1 connections</output>"))
    }
  }

  /// What the browser has made of a page.
  private func opened(_ run: Program.Run) throws -> String {
    #expect(run.status == 0)
    return try withScratchFolder { folder in
      try run.output.write(to: folder.appending(path: "page.html"))
      let browser = try #require(Browser.path)
      let options = "--headless --no-sandbox --disable-gpu --user-data-dir=profile --dump-dom"
      return try Program.shell("HOME=. '\(browser)' \(options) \"file://$PWD/page.html\" 2>/dev/null", in: folder).text
    }
  }
}

/// Where a browser is.
enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/google-chrome"].first { FileManager.default.isExecutableFile(atPath: $0) }
}
