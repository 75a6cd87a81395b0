import Console

@main
struct Bench {
    static func main() async {
        print(System.now())
    }
}
