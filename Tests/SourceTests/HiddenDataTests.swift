import Source
import Testing
import Wire

@Suite struct HiddenDataTests {
    @Test(
        arguments: [
            ("IFD0", "Make", "Samsung", HiddenData.device), ("GPS", "GPSLatitude", "1 deg 25' S", .place),
            ("GPS", "GPSLatitudeRef", "South", nil), ("IFD0", "Artist", "B", .person),
            ("XMP-dc", "Creator", "B", .person), ("XMP-xmp", "CreatorTool", "X", .edits),
            ("ExifIFD", "DateTimeOriginal", "2024:11:16 10:00:00", .time),
            ("IFD1", "ThumbnailImage", "(Binary data 5280 bytes)", .preview),
            ("File", "Comment", "x", .remarks),
            ("ExifIFD", "UserComment", "x", .remarks), ("ExifIFD", "FNumber", "2.2", .other),
            ("IFD0", "Orientation", "Rotate 90 CW", nil), ("File", "ImageWidth", "64", nil),
            ("System", "FileModifyDate", "2026:11:29", nil), ("Composite", "GPSPosition", "1, 2", nil),
            ("QuickTime", "CreateDate", "0000:00:00 00:00:00", nil),
            ("QuickTime", "CreateDate", "2024:11:16 10:00:00", .time),
            ("Track1", "HandlerType", "Video Track", nil),
            ("UserData", "LocationInformation", "Lat=1.5", .place), ("PDF", "Author", "B", .person),
            ("PDF", "PDFVersion", "1.5", nil), ("PDF", "Producer", "X", .edits),
            ("", "cp:lastModifiedBy", "A", .person),
            ("", "date_time", "2026-11-29 14:59:42", .time), ("Samsung", "Whatever", "7", .other),
            ("PNG", "Author", "B", .person), ("PNG", "BitDepth", "8", nil), ("IPTC", "City", "K", .place),
        ] as [(String, String, String, HiddenData?)])
    func tagsAreOfAKind(group: String, name: String, value: String, kind: HiddenData?) {
        #expect(FileTag(group: group, name: name, value: value).kind == kind)
    }

    @Test func kindsAscendAndValuesStandOnce() {
        let findings = HiddenFindings([
            FileTag(group: "IFD0", name: "Software", value: "X"),
            FileTag(group: "IFD0", name: "Make", value: "S"),
            FileTag(group: "XMP-tiff", name: "Make", value: "S"),
            FileTag(group: "IFD0", name: "Model", value: "M"),
        ])
        #expect(findings.kinds == [.device, .edits])
        #expect(findings.values[.device] == ["S", "M"])
        #expect(HiddenFindings([]).isEmpty)
    }
}
