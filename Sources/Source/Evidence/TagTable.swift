import Wire

/// What tags mean, by their names as exiftool and mat2 give them.
enum TagTable {
    /// By the beginnings and parts of names, in lower case: the first that fits counts.
    private static let parts: [(HiddenData, [String])] = [
        (.preview, ["thumbnail", "previewimage", "previewpng", "jpgfromraw", "mpimage", "otherimage"]),
        (
            .place,
            [
                "gps", "location", "geo", "city", "country", "province", "sublocation", "mapdatum",
                "coordinates",
            ]
        ),
        (
            .person,
            [
                "artist", "author", "creator", "by-line", "copyright", "owner", "lastmodifiedby", "company",
                "manager", "credit", "photographer", "contact", "person", "rights", "performer", "composer",
                "publisher", "username", "writer", "initial-creator", "email",
            ]
        ),
        (
            .device,
            [
                "make", "model", "serial", "lens", "hostcomputer", "camera", "device", "android", "makernote",
                "uniqueid", "body", "scanner", "printer",
            ]
        ),
        (.time, ["date", "offsettime", "subsectime", "created", "modified", "timezone", "year"]),
        (
            .edits,
            [
                "software", "history", "producer", "application", "encoder", "encodedby", "vendor",
                "documentid", "instanceid", "derivedfrom", "revision", "edit", "template", "generator",
                "creatortool", "processing", "toolkit",
            ]
        ),
        (
            .remarks,
            [
                "comment", "description", "title", "subject", "keyword", "caption", "headline", "label",
                "rating", "lyrics", "instructions", "album", "genre", "category", "note", "text",
            ]
        ),
    ]

    /// Whole names that a part would mislead about.
    private static let exact: [String: HiddenData] = [
        "creatortool": .edits, "state": .place, "information": .remarks, "createdate": .time,
        "creationdate": .time, "creation-date": .time, "date_time": .time, "metadatadate": .time,
        "contentcreatedate": .time, "digitalcreationdate": .time, "gpsdatestamp": .time,
        "gpstimestamp": .time,
        "gpsdatetime": .time, "creatorversion": .edits, "modifydate": .time, "mod-date": .time,
    ]

    /// What only describes a picture or a sound, wherever it stands.
    static let technical: Set<String> = [
        "orientation", "xresolution", "yresolution", "resolutionunit", "ycbcrpositioning", "exifversion",
        "flashpixversion", "colorspace", "componentsconfiguration", "xmptoolkit", "gpsversionid",
        "compression", "exifbyteorder", "interopindex", "interopversion", "imagewidth", "imageheight",
        "exifimagewidth", "exifimageheight", "pixelxdimension", "pixelydimension", "bitspersample",
        "thumbnailoffset", "thumbnaillength", "photometricinterpretation", "samplesperpixel", "rowsperstrip",
        "gpslatituderef", "gpslongituderef", "gpsaltituderef", "gpsimgdirectionref", "gpsspeedref",
        "gpsdestbearingref", "stripoffsets", "stripbytecounts", "planarconfiguration", "format", "exifinfo",
        "warning",
    ]

    /// Groups of what describes a file's make-up: only some of their names tell anything.
    private static let technicalGroups: Set<String> = [
        "ExifTool", "System", "Composite", "File", "JFIF", "PNG", "GIF", "RIFF", "MPEG", "FLAC", "Opus",
        "QuickTime",
        "Matroska", "EBML", "ASF", "Adobe", "APP14", "HEIC", "Meta", "ICC-header", "ICC_Profile", "ICC-view",
        "ICC-meas", "ICC-chrm", "Ogg", "AIFF", "AAC", "Theora", "MPF0", "PNG-pHYs", "PNG-cICP", "Main",
    ]

    static func isTechnical(_ group: String) -> Bool {
        technicalGroups.contains(group) || group.hasPrefix("Track") || group.hasPrefix("Chapter")
    }

    /// What describes how a picture was taken, or how a PDF is written, and nobody.
    static func isSetting(_ group: String, _ name: String) -> Bool {
        (group == "PDF"
            && ["pdfversion", "linearized", "pagecount", "tagged", "pagelayout", "pagemode", "language"]
                .contains(name))
            || (group == "Vorbis"
                && ["vendor", "vorbisversion", "audiochannels", "samplerate", "nominalbitrate"].contains(name))
            || (group == "ZIP" || group.hasPrefix("Adobe") || group == "XMP-x")
    }

    static func kind(of name: String) -> HiddenData? {
        if let kind = exact[name] { return kind }
        return parts.first { $0.1.contains { name.contains($0) } }?.0
    }

    static func kind(ofTechnical name: String) -> HiddenData? {
        let times = [
            "createdate", "modifydate", "trackcreatedate", "trackmodifydate", "mediacreatedate",
            "mediamodifydate",
        ]
        if times.contains(name) || name == "datetimeoriginal" || name == "creationtime" { return .time }
        if ["comment", "title", "description"].contains(name) { return .remarks }
        if ["author", "artist", "copyright"].contains(name) { return .person }
        if ["make", "model"].contains(name) { return .device }
        if ["thumbnailimage", "previewimage", "mpimage2"].contains(name) { return .preview }
        return ["software", "writingapp", "muxingapp"].contains(name) ? .edits : nil
    }
}
