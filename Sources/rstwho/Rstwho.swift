import ArgumentParser

@main
struct Rstwho: ParsableCommand {
}
