import Words

/// The texts of the page, by the keys that its script says them by; `{name}` stands for a value.
enum DeskPageText {
    /// The frame, the figures and what all views share.
    static let views: [(String, Phrase)] = [
        ("title", Phrase("Meja pemeriksa", "Reviewer's desk")),
        ("skip", Phrase("Langsung ke isi", "Skip to the content")),
        ("views", Phrase("Tampilan", "Views")),
        ("inbox", Phrase("Laporan masuk", "Inbox")),
        ("figures", Phrase("Angka", "Figures")),
        ("sync", Phrase("Ambil yang baru", "Fetch what is new")),
        ("syncing", Phrase("Mengambil yang baru…", "Fetching what is new…")),
        (
            "synced",
            Phrase(
                "Sudah diambil: {new} hal baru; {sent} dikirim.", "Fetched: {new} new things; {sent} sent.")
        ),
        ("shortcuts", Phrase("Tombol pintas", "Shortcuts")),
        ("shortcuts.on", Phrase("Pakai tombol pintas satu huruf", "Use one-letter shortcuts")),
        ("leave", Phrase("Tutup meja", "Close the desk")),
        ("ended.title", Phrase("Meja sudah ditutup", "The desk is closed")),
        (
            "ended",
            Phrase(
                "Tutup juga jendela ini. Untuk membukanya lagi, jalankan kentongan-review desk.",
                "Close this window, too. To open the desk again, run kentongan-review desk.")
        ),
        (
            "gone",
            Phrase(
                "Meja tidak menjawab lagi: programnya sudah berhenti, atau lama tidak dipakai. Jalankan lagi kentongan-review desk.",
                "The desk does not answer any more: its program has ended, or was not used for long. Run kentongan-review desk again."
            )
        ),
        (
            "refused",
            Phrase(
                "Jendela ini tidak dikenal meja. Meja dibuka di satu peramban saja; jalankan lagi kentongan-review desk.",
                "The desk does not know this window. It is opened in one browser only; run kentongan-review desk again."
            )
        ),
        (
            "failed",
            Phrase("Tidak berhasil {status}. Coba sekali lagi.", "That did not work {status}. Try once more.")
        ),
        ("trouble", Phrase("Tidak dapat ditampilkan", "Cannot be shown")),
        ("back", Phrase("Kembali ke laporan masuk", "Back to the inbox")),
        ("close", Phrase("Tutup", "Close")),
        ("cancel", Phrase("Batal", "Cancel")),
        ("choose", Phrase("Pilih…", "Choose…")),
        ("all", Phrase("Semua", "All")),
        ("needed", Phrase("Bagian ini perlu diisi.", "This part is required.")),
        (
            "too.long",
            Phrase(
                "Terlalu panjang: {n} bita, paling banyak {limit}.", "Too long: {n} bytes, at most {limit}.")
        ),
        ("key.j", Phrase("laporan berikutnya", "next report")),
        ("key.k", Phrase("laporan sebelumnya", "previous report")),
        ("key.Enter", Phrase("buka laporan yang dipilih", "open the chosen report")),
        ("key./", Phrase("cari", "search")),
        ("key.u", Phrase("kembali ke laporan masuk", "back to the inbox")),
        ("key.a", Phrase("ke langkah berikutnya", "to the next step")),
        ("key.n", Phrase("tulis catatan", "write a note")),
        ("key.q", Phrase("tulis pertanyaan", "write a question")),
        ("key.?", Phrase("daftar ini", "this list")),
        ("figures.counts", Phrase("Jumlah", "Counts")),
        ("figures.all", Phrase("Semua laporan", "All reports")),
        ("figures.number", Phrase("Jumlah laporan", "Number of reports")),
        ("figures.age", Phrase("Umur perkara yang terbuka", "Age of open cases")),
        ("figures.lateness", Phrase("Batas waktu perkara yang terbuka", "Time limits of open cases")),
        ("days.span", Phrase("{low}–{high} hari", "{low}–{high} days")),
        ("days.more", Phrase("lebih dari {n} hari", "more than {n} days")),
        ("late.more", Phrase("lewat lebih dari {n} hari", "more than {n} days late")),
        ("late.span", Phrase("lewat {low}–{high} hari", "{low}–{high} days late")),
        ("left.span", Phrase("sisa {low}–{high} hari", "{low}–{high} days left")),
        ("left.more", Phrase("sisa lebih dari {n} hari", "more than {n} days left")),
        ("left.none", Phrase("tanpa batas waktu", "no time limit")),
    ]

    /// The list of reports.
    static let inbox: [(String, Phrase)] = [
        ("filters", Phrase("Saring dan cari", "Filter and search")),
        ("search", Phrase("Cari di laporan dan ceritanya", "Search reports and their stories")),
        ("column.id", Phrase("Laporan", "Report")),
        ("column.due", Phrase("Batas waktu", "Due")),
        ("column.category", Phrase("Dugaan pelanggaran", "Suspected violation")),
        ("column.place", Phrase("Tempat", "Place")),
        ("column.phase", Phrase("Tahap pemilihan", "Election stage")),
        ("column.age", Phrase("Umur", "Age")),
        ("column.state", Phrase("Status", "State")),
        ("column.assigned", Phrase("Petugas", "Assigned to")),
        ("column.label", Phrase("Label", "Labels")),
        ("open", Phrase("Masih terbuka", "Still open")),
        ("due.late", Phrase("Melewati batas waktu", "Overdue")),
        ("due.week", Phrase("Dalam 7 hari", "Within 7 days")),
        ("nobody", Phrase("Belum ada", "Nobody yet")),
        (
            "synced.on",
            Phrase(
                "Keadaan situs pada {day}. Ambil yang baru memperbaruinya.",
                "As the site was on {day}. Fetch what is new brings it up to date.")
        ),
        ("synced.never", Phrase("Situs belum pernah ditanya.", "The site was never asked.")),
        ("unread", Phrase("Baru", "New")),
        ("unread.only", Phrase("Belum dibaca", "Unread")),
        ("duplicate", Phrase("Sama dengan laporan lain", "Same as another report")),
        ("unproven", Phrase("Tanpa bukti catatan", "No proof in the log")),
        ("days", Phrase("{n} hari", "{n} days")),
        ("due.or.later", Phrase("atau sesudahnya", "or later")),
        ("days.late", Phrase("lewat {n} hari", "{n} days late")),
        ("days.late.one", Phrase("lewat 1 hari", "1 day late")),
        ("days.left.one", Phrase("sisa 1 hari", "1 day left")),
        ("days.today", Phrase("hari ini", "today")),
        ("days.left", Phrase("sisa {n} hari", "{n} days left")),
        (
            "rows",
            Phrase(
                "Laporan {first} sampai {last} dari {n} yang cocok; semuanya {all}",
                "Reports {first} to {last} of {n} that match; {all} in all")
        ),
        (
            "rows.none",
            Phrase("Tidak ada laporan yang cocok; semuanya {all}", "No report matches; {all} in all")
        ),
        (
            "rows.empty",
            Phrase(
                "Belum ada laporan. Pilih Ambil yang baru.",
                "There is no report yet. Choose Fetch what is new.")
        ),
        ("pages", Phrase("Halaman", "Pages")),
        ("page", Phrase("Halaman {n} dari {all}", "Page {n} of {all}")),
        ("previous", Phrase("Sebelumnya", "Previous")),
        ("next", Phrase("Berikutnya", "Next")),
        (
            "waiting",
            Phrase(
                "{n} hal menunggu dikirim. Situs belum menerimanya; Ambil yang baru mencoba lagi.",
                "{n} things wait to be sent. The site did not take them yet; Fetch what is new tries again.")
        ),
    ]

    /// One case: its story, evidence and history.
    static let caseView: [(String, Phrase)] = [
        ("case", Phrase("Perkara {id}", "Case {id}")),
        ("summary", Phrase("Ringkasan", "Summary")),
        ("outcome", Phrase("Hasil", "Outcome")),
        ("agencies", Phrase("Instansi yang membaca", "Agencies that read it")),
        ("whole.id", Phrase("Id lengkap", "Whole id")),
        ("story", Phrase("Cerita pelapor", "The source's story")),
        (
            "story.care",
            Phrase(
                "Ini dugaan, bukan putusan. Jangan menyalin kata-katanya ke luar: gaya bahasa dapat menunjukkan pelapor.",
                "This is a suspicion and no verdict. Do not copy its words outside: style can show who the source is."
            )
        ),
        (
            "story.none",
            Phrase(
                "Isi laporan ini tidak ada di komputer ini.",
                "The content of this report is not on this computer.")
        ),
        ("facts", Phrase("Keterangan", "Facts")),
        ("timeline", Phrase("Riwayat semua instansi", "Timeline of all agencies")),
        (
            "timeline.care",
            Phrase(
                "Setiap langkah ditandatangani instansi dan tercatat. Yang tanpa bukti catatan tidak dapat dipercaya.",
                "Each step is signed by an agency and logged. What the log does not prove cannot be believed."
            )
        ),
        ("proven", Phrase("Ada dalam catatan, entri {index}", "In the log, entry {index}")),
        ("conversation", Phrase("Percakapan dengan pelapor", "Conversation with the source")),
        ("from.source", Phrase("Jawaban pelapor", "Answer of the source")),
        ("to.source", Phrase("Pertanyaan", "Question")),
        ("promised", Phrase("diserahkan, belum tercatat", "handed in, not logged yet")),
        (
            "broken",
            Phrase(
                "JANJI DILANGGAR: situs berjanji mencatatnya, dan tidak melakukannya. Beri tahu auditor.",
                "PROMISE BROKEN: the site promised to log it, and did not. Tell the auditor.")
        ),
        ("not.sent", Phrase("menunggu dikirim", "waits to be sent")),
        (
            "overtaken",
            Phrase(
                "TIDAK diserahkan: rekan seinstansi bertindak lebih dahulu. Lihat perkaranya, lalu putuskan lagi.",
                "NOT handed in: a colleague acted first. Look at the case, then decide again.")
        ),
        (
            "message.closed",
            Phrase(
                "Isinya tidak ditampilkan di sini; lihat bagian Identitas pelapor.",
                "Its content is not shown here; see the part Identity of the source.")
        ),
        (
            "payload.waiting",
            Phrase(
                "Isi laporan ini belum diambil. Pilih Ambil yang baru.",
                "The content of this report was not fetched yet. Choose Fetch what is new.")
        ),
        (
            "payload.garbage",
            Phrase(
                "Amplopnya memang yang tercatat, tetapi tidak dapat dibaca siapa pun.",
                "The envelope is the recorded one, and nobody can read it.")
        ),
        (
            "payload.envelope_mismatch",
            Phrase(
                "Situs memberikan amplop lain, bukan yang tercatat. Isinya tidak dibuka.",
                "The site gave another envelope than the recorded one. It was not opened.")
        ),
        (
            "payload.key_unknown",
            Phrase(
                "Disegel dengan kumpulan kunci yang tidak pernah ada di catatan. Isinya tidak dipercaya.",
                "Sealed to a key set that the log never named. Nothing of it is believed.")
        ),
        ("payload.refused", Phrase("Situs tidak memberikan isinya.", "The site does not give its content.")),
        (
            "payload.erased",
            Phrase("Isinya dihapus menurut aturan yang tercatat.", "Its content was erased, as the log says.")
        ),
        (
            "payload.gone",
            Phrase("Isi hilang tanpa penghapusan yang sah.", "The content is gone without a lawful erasure.")
        ),
        (
            "payload.forgotten",
            Phrase("Isinya dilupakan di komputer ini.", "Its content was forgotten on this computer.")
        ),
        ("payload.not_for_us", Phrase("Tidak disegel untuk instansi ini.", "Not sealed to this agency.")),
        ("evidence", Phrase("Bukti", "Evidence")),
        ("evidence.none", Phrase("Tidak ada bukti.", "There is no evidence.")),
        (
            "evidence.care",
            Phrase(
                "Bukti dari luar dapat berbahaya. Gambar dan teks ditampilkan di sini tanpa dijalankan; yang lain hanya disimpan. Buka simpanan di komputer yang terpisah.",
                "Evidence from outside can be hostile. Pictures and texts are shown here without being run; anything else is only saved. Open what you saved on a computer set apart."
            )
        ),
        ("evidence.show", Phrase("Tampilkan", "Show")),
        ("evidence.show.name", Phrase("Tampilkan {name}", "Show {name}")),
        ("evidence.save", Phrase("Simpan", "Save")),
        ("evidence.save.name", Phrase("Simpan {name}", "Save {name}")),
        (
            "evidence.saved",
            Phrase(
                "Disimpan dengan nama yang aman di folder unduhan.",
                "Saved under a harmless name in the downloads folder.")
        ),
        ("evidence.missing", Phrase("Diumumkan, tetapi belum datang.", "Announced, and has not come yet.")),
        (
            "evidence.removed",
            Phrase(
                "Dihapus pelapor sebelum dikirim: {data}", "Removed by the source before it was sent: {data}")
        ),
        (
            "evidence.other",
            Phrase(
                "Ini bukan gambar atau teks yang dapat ditampilkan. Simpan saja.",
                "This is no picture or text that can be shown. It can be saved.")
        ),
        (
            "picture.name",
            Phrase("Gambar dari bukti {number}, {name}", "Picture of evidence {number}, {name}")
        ),
        (
            "picture.care",
            Phrase(
                "{width} × {height} piksel, digambar ulang. Berkas aslinya tidak berubah.",
                "{width} × {height} pixels, drawn anew. The file itself is unchanged.")
        ),
        (
            "picture.bytes",
            Phrase(
                "Gambar ini lebih besar daripada {limit}; simpan saja.",
                "This picture is larger than {limit}; it can be saved.")
        ),
        (
            "picture.pixels",
            Phrase(
                "Gambar ini mengaku berukuran {width} × {height} piksel dan tidak dibuka; simpan saja.",
                "This picture says that it has {width} × {height} pixels and is not opened; it can be saved.")
        ),
        (
            "picture.broken",
            Phrase(
                "Gambar ini rusak atau bukan gambar; simpan saja.",
                "This picture is broken, or is none; it can be saved.")
        ),
        ("text.name", Phrase("Teks dari bukti {number}, {name}", "Text of evidence {number}, {name}")),
        ("decoder", Phrase("Pembuka gambar", "Picture decoder")),
    ]

    /// What is done to a case.
    static let handling: [(String, Phrase)] = [
        ("act", Phrase("Langkah berikutnya", "Next step")),
        (
            "act.none",
            Phrase(
                "Dari sini tidak ada langkah: catatan tidak membuktikan status perkara ini, atau situs belum pernah ditanya.",
                "There is no step from here: the log does not prove where this case stands, or the site was never asked."
            )
        ),
        ("act.state", Phrase("Status baru", "New state")),
        ("act.limit", Phrase("Batas waktu: {limit}.", "Time limit: {limit}.")),
        ("act.do", Phrase("Catat langkah", "Record the step")),
        ("act.sure", Phrase("Catat untuk selamanya?", "Record it for good?")),
        (
            "act.forever",
            Phrase(
                "Ini ditandatangani, tercatat, dan tidak dapat ditarik. Pelapor dan instansi lain melihatnya.",
                "This is signed, logged, and cannot be taken back. The source and the other agencies see it.")
        ),
        (
            "act.done",
            Phrase(
                "Langkah sudah dikirim. Ia tercatat pada jadwal berikutnya.",
                "The step was sent. It is logged at the next scheduled time.")
        ),
        ("breach", Phrase("Tercatat, tetapi tidak berlaku: {rule}", "Logged, but of no effect: {rule}")),
        ("reason", Phrase("Alasan", "Reason")),
        (
            "reason.hint",
            Phrase(
                "Disegel: hanya pelapor dan instansi penerima yang membacanya. Jangan menulis siapa pelapor atau dugaan tentang itu.",
                "Sealed: only the source and the agencies of the report read it. Never write who the source is or may be."
            )
        ),
        (
            "reason.optional",
            Phrase(
                "Boleh dikosongkan: pelapor lalu membaca kalimat baku.",
                "May be left empty: the source then reads a standard sentence.")
        ),
        ("note.text", Phrase("Catatan", "Note")),
        ("note.do", Phrase("Kirim catatan", "Send the note")),
        ("note.done", Phrase("Catatan sudah dikirim.", "The note was sent.")),
        ("note.waiting", Phrase("Catatan Anda: {state}", "Your note: {state}")),
        ("handling", Phrase("Penanganan", "Handling")),
        (
            "assign.hint",
            Phrase(
                "Nama atau inisial rekan; hanya instansi Anda yang membacanya.",
                "A colleague's name or initials; only your agency reads it.")
        ),
        ("assign.do", Phrase("Tugaskan", "Assign")),
        ("assign.done", Phrase("Penugasan sudah dikirim.", "The assignment was sent.")),
        ("merge.other", Phrase("Gabungkan dengan laporan lain", "Merge with another report")),
        ("forward.other", Phrase("Teruskan ke instansi lain", "Forward to another agency")),
        ("merge.into", Phrase("Gabung dengan laporan", "Merge into report")),
        (
            "merge.hint",
            Phrase(
                "Sedikitnya 8 huruf pertama id laporan yang diteruskan.",
                "At least the first 8 characters of the id of the report that goes on.")
        ),
        (
            "merge.unknown",
            Phrase(
                "Tidak ada satu laporan terbuka dengan awal id itu.",
                "No single open report has an id that begins so.")
        ),
        ("merge.do", Phrase("Gabungkan", "Merge")),
        ("merge.done", Phrase("Penggabungan sudah dikirim.", "The merging was sent.")),
        ("forward.to", Phrase("Teruskan kepada", "Forward to")),
        (
            "forward.hint",
            Phrase(
                "Hanya instansi yang dipilih atau diizinkan pelapor.",
                "Only agencies that the source chose or allowed.")
        ),
        ("forward.do", Phrase("Teruskan", "Forward")),
        ("forward.done", Phrase("Penerusan sudah dikirim.", "The forwarding was sent.")),
        (
            "cannot.hint",
            Phrase(
                "Nyatakan bahwa instansi Anda tidak dapat membuka isi laporan ini. Instansi lain dan auditor melihatnya.",
                "Say that your agency cannot open the content of this report. The other agencies and the auditor see it."
            )
        ),
        ("cannot.do", Phrase("Nyatakan tidak dapat dibuka", "Say that it cannot be opened")),
        ("cannot.done", Phrase("Pernyataan sudah dikirim.", "The statement was sent.")),
        (
            "kept",
            Phrase(
                "Disimpan di komputer ini. Situs belum menjawab; akan dikirim pada pengambilan berikutnya.",
                "Kept on this computer. The site did not answer; it will be sent with the next fetch.")
        ),
        ("ask", Phrase("Tanya pelapor", "Ask the source")),
        (
            "ask.hint",
            Phrase(
                "Pelapor membacanya bila ia kembali. Jangan menanyakan siapa dia.",
                "The source reads it on returning. Never ask who they are.")
        ),
        ("ask.template", Phrase("Contoh pertanyaan", "Sample questions")),
        ("ask.text", Phrase("Pertanyaan", "Question")),
        ("ask.do", Phrase("Kirim pertanyaan", "Send the question")),
        ("ask.done", Phrase("Pertanyaan sudah dikirim.", "The question was sent.")),
        (
            "ask.identity",
            Phrase(
                "Pertanyaan ini tampaknya meminta nama, nomor, alamat, atau pertemuan. Jawabannya dapat membuka siapa pelapor. Ubah, kecuali ini tentang orang lain.",
                "This seems to ask for a name, a number, an address or a meeting. The answer can show who the source is. Change it, unless it is about somebody else."
            )
        ),
        ("ask.sure", Phrase("Tetap kirim?", "Send it all the same?")),
        ("ask.anyway", Phrase("Kirim pertanyaan ini", "Send this question")),
        ("notes", Phrase("Catatan antarinstansi", "Notes among the agencies")),
        (
            "notes.hint",
            Phrase(
                "Disegel untuk instansi yang menerima laporan ini. Pelapor tidak membacanya.",
                "Sealed to the agencies that have this report. The source does not read them.")
        ),
        ("labels", Phrase("Label", "Labels")),
        (
            "labels.hint",
            Phrase(
                "Pisahkan dengan koma; hanya di komputer ini.",
                "Separate them by commas; on this computer only.")
        ),
        ("labels.do", Phrase("Simpan label", "Save the labels")),
        ("labels.done", Phrase("Label sudah disimpan.", "The labels were saved.")),
        ("labels.many", Phrase("Paling banyak {limit} label.", "At most {limit} labels.")),
    ]
    /// What leaves the desk: files, an identity, the content at the site.
    static let leaving: [(String, Phrase)] = [
        ("paper", Phrase("Simpan sebagai berkas", "Save as files")),
        (
            "paper.file.care",
            Phrase(
                "Berkas perkara. Rahasia: memuat kata-kata pelapor. Untuk arsip instansi saja; jangan diperlihatkan kepada terlapor.",
                "The case file. Confidential: it holds the source's words. For the agency's files alone; never show it to the person reported."
            )
        ),
        ("paper.page", Phrase("Simpan halaman (HTML)", "Save the page (HTML)")),
        ("paper.pdf", Phrase("Simpan PDF", "Save the PDF")),
        ("paper.name", Phrase("perkara", "case")),
        ("paper.printing", Phrase("Membuat PDF…", "Making the PDF…")),
        ("paper.saved", Phrase("Disimpan di folder unduhan.", "Saved in the downloads folder.")),
        ("paper.not.saved", Phrase("Tidak ada yang disimpan.", "Nothing was saved.")),
        (
            "paper.no.pdf",
            Phrase(
                "PDF tidak dapat dibuat; halamannya disimpan. {why}",
                "No PDF could be made; the page was saved. {why}")
        ),
        (
            "paper.doubtful",
            Phrase(
                "Disimpan di folder unduhan. Tidak semuanya terbukti dan terbaca; berkas itu menyebut yang mana.",
                "Saved in the downloads folder. Not everything was proven and read; the file says what.")
        ),
        ("sheet", Phrase("Lembar untuk pemeriksaan", "Sheet for a hearing")),
        (
            "sheet.care",
            Phrase(
                "Hanya memuat kata-kata Anda sendiri, tidak satu pun dari pelapor. Yang Anda kosongkan menjadi garis kosong.",
                "It holds your own words alone, and nothing of the source. What you leave out becomes empty lines."
            )
        ),
        ("sheet.number", Phrase("Nomor pemeriksaan", "Number of the hearing")),
        (
            "sheet.number.hint",
            Phrase("Dari instansi Anda; bukan nomor laporan.", "Your agency's; not the report's.")
        ),
        ("sheet.subject", Phrase("Siapa yang diperiksa", "Who is heard")),
        ("sheet.wording", Phrase("Pokok pemeriksaan", "What it is about")),
        (
            "sheet.wording.hint",
            Phrase(
                "Tulis dengan kata-kata Anda. Jangan menyalin cerita pelapor.",
                "Use words of your own. Do not copy the source's story.")
        ),
        ("sheet.page", Phrase("Simpan lembar (HTML)", "Save the sheet (HTML)")),
        ("sheet.pdf", Phrase("Simpan lembar (PDF)", "Save the sheet (PDF)")),
        ("sheet.name", Phrase("lembar-pemeriksaan", "hearing-sheet")),
        (
            "sheet.borrowed",
            Phrase("Kata-kata pelapor ada di lembar ini", "The source's words are in this sheet")
        ),
        (
            "sheet.borrowed.care",
            Phrase(
                "Kata ke-{words} dari pokok pemeriksaan juga ada dalam tulisan pelapor. Orang yang diperiksa dapat mengenali penulisnya. Batalkan, dan tulis dengan kata-kata sendiri.",
                "Words {words} of what it is about stand in what the source wrote, too. Whoever is heard could tell who wrote it. Cancel, and use words of your own."
            )
        ),
        ("sheet.anyway", Phrase("Tetap simpan", "Save it all the same")),
        ("identity", Phrase("Identitas pelapor", "Identity of the source")),
        (
            "identity.given",
            Phrase(
                "Pada {day} pelapor memberikan identitasnya kepada instansi Anda, atas kemauannya sendiri. Belum ada yang membukanya.",
                "On {day} the source gave your agency its identity, of its own accord. Nobody has opened it.")
        ),
        (
            "identity.opened",
            Phrase(
                "Pada {day} pelapor memberikan identitasnya kepada instansi Anda. Dua orang sudah membukanya; pelapor dapat melihatnya.",
                "On {day} the source gave your agency its identity. Two people have opened it; the source can see that."
            )
        ),
        (
            "identity.step.1",
            Phrase(
                "Putuskan bersama apakah perlu. Pembukaan tercatat untuk selamanya; pelapor dan instansi lain melihatnya.",
                "Decide together whether it is needed. Opening it is logged for good; the source and the other agencies see it."
            )
        ),
        (
            "identity.step.2",
            Phrase(
                "Orang kedua datang ke komputer ini dengan berkas kuncinya sendiri (reviewer.key).",
                "The second person comes to this computer with a key file of their own (reviewer.key).")
        ),
        (
            "identity.step.3",
            Phrase(
                "Jalankan perintah ini di terminal. Ganti reviewer.key dengan tempat kunci orang kedua; kata sandi kunci ditanyakan di sana.",
                "Run this command at a terminal. Put the place of the second person's key for reviewer.key; passphrases of keys are asked for there."
            )
        ),
        ("identity.do", Phrase("Perintahnya:", "The command:")),
        (
            "identity.again",
            Phrase(
                "Membukanya sekali lagi tidak memerlukan orang kedua:",
                "To open it once more no second person is needed:")
        ),
        ("identity.command", Phrase("Perintah untuk terminal", "Command for a terminal")),
        ("identity.copy", Phrase("Salin perintah", "Copy the command")),
        ("identity.copied", Phrase("Perintah disalin.", "The command was copied.")),
        (
            "identity.not.copied",
            Phrase(
                "Peramban ini tidak mengizinkan penyalinan; salin sendiri dari kotak itu.",
                "This browser does not allow copying; copy it from the box yourself.")
        ),
        (
            "identity.care",
            Phrase(
                "Identitas ditulis ke berkas baru, tidak pernah ke halaman ini dan tidak ke berkas perkara.",
                "The identity is written to a new file, never to this page and not into the case file.")
        ),
        ("consent", Phrase("Penghapusan dini isi di situs", "Early erasure of the content at the site")),
        (
            "consent.hint",
            Phrase(
                "Situs menghapus isi tersegel laporan ini hanya bila semua instansi yang membacanya setuju. Catatannya, dan salinan di komputer ini, tetap ada.",
                "The site erases this report's sealed content only where every agency that reads it consents. The record, and the copy on this computer, stay."
            )
        ),
        (
            "consent.early",
            Phrase(
                "Persetujuan diterima mulai {day}, 30 hari sesudah laporan tercatat.",
                "Consents are taken from {day} on, 30 days after the report was logged.")
        ),
        ("consent.do", Phrase("Setujui penghapusan", "Consent to the erasure")),
        ("consent.sure", Phrase("Setujui untuk selamanya?", "Consent for good?")),
        (
            "consent.forever",
            Phrase(
                "Semua yang tersegel untuk perkara ini diambil dan diperiksa sekali lagi, lalu persetujuan Anda ditandatangani. Itu tidak dapat ditarik.",
                "All that is sealed for this case is fetched and checked once more, then your consent is signed. It cannot be taken back."
            )
        ),
        ("consent.asking", Phrase("Mengambil dan memeriksa…", "Fetching and checking…")),
        ("consent.result", Phrase("Persetujuan penghapusan", "Consent to the erasure")),
    ]
}
