/// A province, a regency or a city, as the Ministry of Home Affairs (Kemendagri) numbers them.
package struct Region: Equatable, Sendable {
    /// What it is.
    package enum Kind: Equatable, Sendable {
        case province
        case regency
        case city
    }

    /// `62` of a province, `62.06` of a regency or city.
    package let code: String
    /// What it is.
    package let kind: Kind
    /// Its name alone: `Katingan`.
    package let name: String
    /// The name of the province that it is or lies in.
    package let province: String
    /// What clocks there show.
    package let zone: Zone

    /// `Kabupaten Katingan, Kalimantan Tengah`; `Provinsi Kalimantan Tengah`.
    package var title: String {
        switch kind {
        case .province: "Provinsi \(name)"
        case .regency: "Kabupaten \(name), \(province)"
        case .city: "Kota \(name), \(province)"
        }
    }

    /// All of them, provinces first among theirs, ascending by their codes.
    package static let all: [Region] = regionTable.split(separator: "\n").flatMap { provinces($0) }

    /// The region of a code; nil where there is none.
    package static func of(_ code: String) -> Region? { all.first { $0.code == code } }
}

/// A province with its regencies and cities, of a line of the table.
private func provinces(_ line: Substring) -> [Region] {
    let halves = line.split(separator: ":", maxSplits: 1)
    let head = halves[0].split(separator: " ", maxSplits: 2)
    guard halves.count == 2, head.count == 3 else { return [] }
    let (number, name) = (String(head[0]), String(head[2]))
    let zone: Zone =
        switch head[1] {
        case "WITA": Zone(minutes: 480)
        case "WIT": Zone(minutes: 540)
        default: .wib
        }
    var regions = [Region(code: number, kind: .province, name: name, province: name, zone: zone)]
    var next = 1
    for item in halves[1].split(separator: ",") {
        let words = item.split(separator: " ")
        let given = words.first.flatMap { Int($0) }
        next = given ?? next
        let own = words.dropFirst(given == nil ? 0 : 1).joined(separator: " ")
        regions.append(
            Region(
                code: "\(number).\(next < 10 ? "0" : "")\(next)", kind: next > 70 ? .city : .regency,
                name: own, province: name, zone: zone))
        next += 1
    }
    return regions
}
