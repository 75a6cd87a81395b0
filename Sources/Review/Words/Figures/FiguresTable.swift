import Words

/// A table whose first column heads its rows.
struct FiguresTable: Sendable {
    private let caption: String
    private let heads: [String]
    private let rows: [[String]]

    /// Takes the caption, the heads of the columns, and the rows.
    init(_ caption: String, _ heads: [String], _ rows: [[String]]) {
        self.caption = caption
        self.heads = heads
        self.rows = rows
    }

    /// As it stands in the page; a narrow screen scrolls it alone.
    var html: HTML {
        """
        <div class="table" role="group" aria-label="\(caption)" tabindex="0"><table>
        <caption>\(caption)</caption>
        <thead><tr>\(HTML(each: heads) { "<th scope=\"col\">\($0)</th>" })</tr></thead>
        <tbody>
        \(HTML(each: rows) { row in
            "<tr><th scope=\"row\">\(row.first ?? "")</th>\(HTML(each: row.dropFirst()) { "<td>\($0)</td>" })</tr>"
        })
        </tbody></table></div>
        """
    }
}
