/// The frozen list of 2,048 Indonesian words that codenames are made of: a word's position is its 11 bits.
///
/// `Protocol/codename-words.txt` is the normative copy. To change, add or move one word would lock out every
/// source who holds a codename. Guarantees: 4 to 8 letters a–z; ascending by bytes; no two words share their
/// first four letters; one letter inserted, dropped, changed or swapped with its neighbour never turns a word
/// into another.
enum Wordlist {
    /// All words, ascending; indices 0..<2048.
    static let words: [String] = text.split { $0.isWhitespace }.map { String($0) }

    /// The position of the word that begins with the given four lower-case letters.
    static let index: [String: Int] = {
        var index: [String: Int] = [:]
        for (position, word) in words.enumerated() where index[String(word.prefix(4))] == nil {
            index[String(word.prefix(4))] = position
        }
        return index
    }()

    /// The position of the word that shares its first four letters with `typed` (lower case); nil for none.
    static func number(of typed: Substring) -> Int? {
        index[String(typed.prefix(4))]
    }

    // One literal: an array literal of 2,048 elements is slow to compile.
    private static let text = """
        abadi abjad abon absen abstrak acara acung adas adegan adem adik aerobik agenda ahli ajaib
        ajang ajaran akar akhir akibat akordeon akrab akrobat aksara aktif aktor akuarium akun akurat
        alamat alarm album alfabet alga aliran alis aljabar almanak alto alumni alur ambang ambil
        amfibi ampas amplop ampuh anak anatomi andal andong aneh aneka anggur angin angkut angsa
        animasi anjur ansambel antar antena anting antrean anugerah anyam anyelir apel aplikasi apotek
        april arahan arca aren arisan arloji armada aroma arsip artikel arus arwana asam asbak asin
        asisten aspal asrama asri astronom asuhan atap atlas atlet atmosfer atom atraksi aturan audio
        aula awal awet ayah ayunan babat baca bacem badan badut bagasi bagian bagus bahasa bajigur
        baju bakau bakmi bakpia bakso bakteri bakul bakwan balai balkon balok bandeng bangun bantal
        banyak bapak baret baris barter basah baskom batang baterai batin batuk bawaan bayam bayi
        bazar beasiswa beban bebek becak bedah begadang bejana bekal beken bekicot belakang belerang
        belia belut benang bendera bengkel benih bensin bentuk benua berat berbagi bercanda berdiri
        beres bergaya berhias berita berjalan berkas berlian bermain bernama berombak berpacu bersih
        bertemu berubah berwarna besar besi besok betis beton betul biawak biaya bibir bicara bidang
        biduan bihun bijak biji bikin bilah biliar bimbing bina bincang bingkai bintik biodata biola
        bioskop biru bisbol bisik biskuit bisnis bison blazer blender blewah bobok bocah bocor bohlam
        bolu bombai boneka bonsai bordir boros bosan botani botol brankas briket brokoli brosur buah
        buatan bubar budaya bufet bugenvil bukit buklet buku bulanan buldoser buletin bumbu bumerang
        bumi bumper buncis bundar bunga buntut buram burung busana busur butir butuh buyut cabang
        cacah cacing cadangan cagar cahaya cairan caisim cakap cakram camil campur canda cangkir
        cantik capai capek capung cari catat catur cawan cebur ceduk cekatan ceker cekikik cekung
        celana celengan celoteh celsius celup cemara cempedak cendol cengkeh centong cepat ceramah
        cerdas cerek ceria cermin cerobong cerpen cerutu cetakan cetok cetus cicit cilok cincin ciprat
        cipta coba cobek cocok condong congkak contoh copot corak coret cuaca cubit cucu cuil cuka
        cukup cungkil cuping curah cuti dadar daerah daftar daging dagu dahaga dahi dahsyat dahulu
        dalang dampak danau dandan dangdut dansa dapur darat daster dataran daun dawai debar decit
        dedak degup dekat dekorasi delapan delima delman demam dempul denah dendeng dengar denim
        denting denyut depan deras deretan dering dermaga deru desa desember desis detergen detik
        dewasa diagram dialog diam didik diesel diet digital dinamo dinding dingin diri disiplin
        diskon dobel dodol dokar dokter domisili dompet donat dongeng donor dorongan dosen doyan drum
        duduk dukung dunia durasi durian dusun eceng edar edisi editor edukasi efek efisien egrang
        ekonomi ekstra elastis elegan elektrik elips elok elpiji elus emas ember embun emosi empat
        emping empuk enau encer encok endap energi enggan engsel entah episode eram ercis esai estafet
        etalase etika eyang faedah fakta fakultas famili fantasi farmasi fase fauna favorit feri
        festival figur fiksi film filter final finis fisika flamingo flanel flora fokus folio formulir
        forum fosil foto fungsi furnitur gabah gabus gadis gado gaduh gagasan gaharu galak galeri gali
        galon gambar gamelan gampang gandum ganggang ganjil ganti ganyong gaplek gapura garam garpu
        garuk gasing gatal gaung gawang gaya gebyar gedek gedung gelas geleng gelitik gemar gembira
        gemetar gemilang gemuruh genap gencar gendong generasi genggam genjer genre genteng geografi
        geplak gerabah gerbang gergaji gerhana gerimis gerobak geser gesit getah getol getuk gigih
        giling gincu ginjal ginseng girang gitar gizi globe golek golf gombal gondola gong gorden
        goreng gorila gosong goyang grafik granit grosir grup gubahan gubuk guci gudang gudeg gugur
        gulai gulma gulungan gumam gumpal guna gundu gunting gunung gurami gurih guru guyon guyub
        hadap hadiah hajat halaman halo halte halus hambur hampa handuk hangat hantaran harapan harga
        harimau harkat harmoni hasta hati heboh hektare helai helm hemat hendak hening henti heran
        herba heroik hias hiburan hidangan hidung higienis hijau hikayat hilir himpun hinggap hiruk
        hitam hitungan hobi hologram horizon hormat hotel hulu huma humor hunian hutan ibarat ibunda
        idaman ideal idola ijazah ijuk ikal ikatan ikhtiar iklan iklim ikon ikrar ikut ilmiah ilmu
        imbuh imitasi impian inang inap inci indah induk info ingat ingus injak inovasi insinyur
        instan intisari intonasi ipar irama irigasi iringan iris iseng isian isolasi istilah istri
        isyarat itik iuran jadi jadwal jagat jago jagung jahe jahitan jajar jaket jalan jalinan jambu
        jamin jamur jangkrik janji jantung januari jarak jaring jarum jasa jasmani jauh jawab jeda
        jejak jelajah jeli jelma jelujur jembatan jempol jemuran jenaka jendela jenggot jenius jenjang
        jentik jenuh jepit jepret jerami jernih jeruk jidat jilid jinak jingga jinjing jintan jipang
        jiran jitu jiwa jodoh joget joging joglo jongkok jual jubah jubel judo judul julang julukan
        jumbo jumlah jumpa jungkat junior juntai juragan juri jurnal juta kabel kabin kabut kacang
        kafe kaget kagum kaidah kail kaitan kakao kakek kaki kaktus kaldu kalender kalimat kalkun
        kalori kalung kamar kambing kamera kamis kampus kanan kancing kandang kangkung kanopi kantong
        kanvas kapal kapri kapsul kapuk karate karbon karcis kardus kargo karib karnaval karpet kartu
        karunia kasih kastel kasur katalog katering katun kawat kayak kayu keadaan kebaya kebun kecap
        kecil kecut kedai kedelai kedip kegiatan kejar keju kekuatan kelapa kelereng keliling kelopak
        keluarga kemangi kembar kemeja kemiri kemoceng kempis kemudi kenaikan kencur kendi kental
        kenyang keong kepang kepiting kepodang kepulan kerah kerbau kereta keringat kerja kerlip
        kernet kersen kertas kerupuk kesan keset kesukaan ketat ketela ketoprak ketupat keunikan
        khalayak khas khayal khusus kibar kicau kidal kijang kikir kilat kilo kimia kimono kincir kini
        kios kipas kiriman kisah kismis klakson klarinet klasik klepon klinik klip klise kloset klub
        knalpot koala koboi kocak koin kokoh kolam koleksi kolibri komedi komik kompor komuter kondisi
        konser kontak koper kopiah kopling kopra kopyor koran korek koridor korset kosmetik kostum
        kota krayon kreatif krecek krim kristal kroket kuali kuat kubik kubus kucek kucing kuda kuis
        kukuh kulit kulkas kulum kumbang kumpul kumur kunci kunjung kuno kuntum kunyit kupasan kupon
        kurang kurma kursi kusam kusen kusir kuskus kusut kutip kutub kuyup laba labirin laci ladang
        lafal laguna lahan lahir lajur lakon laksa lalat lalu lamaran lambat lampu lamun lancar landak
        langit lanjut lansia lantai lapangan lapisan laptop larva laser lateks latihan laut lavender
        lawas layar lazim lebah lega legenda legit leher lekuk lelap lele leluhur lemari lembut lemon
        lempar lemur lengan lenong lensa lentera lenyap lepas lepet lepuh lerai lereng leseh lesung
        letak letih letupan lezat liana liar libur licin lidah lidi lihat lilitan lima limbah lincah
        lindung linen lingkar lintas liontin lipatan lipstik lirik lisan listrik liter liuk liwet
        lobak lobster lodeh logam logo lokasi loket lolos lomba lompat lonceng longgar lontong lopis
        lorong losion loteng loyal luas ludruk luhur lukis lulusan lumayan lumbung lumer lumpur lumrah
        lumut lunak luntur lupa lurus lusin lusuh lutung luwes maaf macan macet madu maestro magang
        magnet mahal mahkota mahligai mahoni main maizena majalah majemuk makanan maklum makmur makna
        maksud malam mamalia mampir mancung mandi manfaat mangkuk manis manja manset mantap manual
        manyar marah margarin markisa marlin marmer martabak masakan masinis masker masuk masyhur mata
        materi matras mayones mebel medali medis megah meja mekanik melayang melempar melinjo melon
        melukis memasak membaca memetik meminta memo memuat menara mencoba mendung menempel menggali
        menit menjaga menolong mentega menu menyapa merak merdu merebus meriah merogoh merpati mertua
        merumput mesin mesra mestika meter metode mewarnai mikro milik mimpi minat mineral minggu
        miniatur minum minyak mirip mistar mitra mobil modal modern mogok moka momen monitor monolog
        montir monumen motif motor muara mudah mudik mufakat mujair mujur mulas mulia mulut muncul
        mundur mungil murai murbei murid musang museum musim mutiara mutu nada nagasari naik nakal
        nalar naluri nampan nangka narasi nasi naskah navigasi negeri nektar nelayan nenek neon neraca
        netral ngarai ngengat ngilu niaga niat nikel nikmat nilai nilon ninabobo nipah nira noktah
        nomor normal novel nutrisi nyali nyamuk nyanyi nyaring nyata nyenyak nyiur nyonya oasis obat
        obeng obor obral obrolan ojek oksigen oktober olahraga oleh olesan ombak omongan ompong oncom
        ongkos oralit orang orbit organ origami orisinal orkestra ornamen otak otomatis otot oval oven
        oyong pabrik pacar padat pagi pahatan pahit pahlawan pajangan pakai pakis paku palem paling
        paman pamer pamflet panas panci pandai panen panggil panjang panorama pantun panutan paprika
        paragraf pare parfum parkir parut pasaran pasir pasokan paspor pasrah pasti patok patuh paus
        paviliun payet payung pecah pecel peci pedas pedoman peduli pegang pejalan pekan pekerja
        pelangi pelbagai pelepah pelita pelosok peluit pemain pembeli pemilik pemotong pempek pemuda
        pena pencari pendek penerbit pengajar penikmat penjual penonton pensil pentas penulis penyu
        pepaya pepes perahu percaya pergi periuk perkasa perlahan permen pernah peron persik pertama
        perunggu pesawat peserta pesisir pesona pesta pesulap petani peternak petir petuah pewaris
        peyek piagam piala piano piawai pigura pijat pikiran piknik pikul pilar pilek pilot pincuk
        pindang pinggir pinjam pinset pintu pinus pipi piring pisang pita plafon plakat planet plastik
        plaza plester plong podium pohon pojok pola poles pompa ponco pondok poni populasi porsi
        posisi poster potong potret praktis pramuka prangko prasasti prenjak prestasi pria prinsip
        prisma produk program prolog proses protein pualam puisi puitis pujangga puji pulau pulpen
        pulsa puluhan puncak pundi punggung puntir punya pupil pupuk purnama pusat pusing pustaka
        putar putih putus puyer puyuh racik radio rafia raflesia ragam rahang raih rajin rajut rakit
        raksasa ramai rambut rames rampung ramuan rancang rangkai ransel rantau ranum rapat rapi rapuh
        rasberi ratusan rawa rebana rebus receh redup regu rekam rekor rekreasi rela relief relung
        remaja rembulan remis rempah rencana rendam renggang renovasi rentang renungan renyah reog
        reparasi repot reptil resep resik resmi restoran reuni revisi rewel riak riasan ribu rica
        rimba rimpang rindu ringkas rintisan riset ritme riuh riung riwayat robot roda rombong rompi
        rongga rontok rosela rotan roti ruang rujak ruko rukun rumah rumbai rumit rumput rumus runcing
        runut rupawan rusa rute rutin ruwet saat sabar sablon sabtu sabun safari safir sagon sahabat
        sajak saji sakura salep salin salju salmon salut sama sambal samping samudra sandaran sanggup
        sanjung santan sanubari sapaan sapu sarang sarden saringan sarjana sastra sate satuan satwa
        saudara sawah sawo sayap sayur sebab seberang sebulan secarik secepat sedap sedekap sedih
        seekor segar segera segi sehat sehelai seikat seimbang seirama sejarah sejenak sejoli sejuk
        sekali sekitar sekolah sekrup selasa seledri selimut selokan seluncur semangat sembuh semen
        seminar sempurna semrawut semut senam sendok sengat senin senja sentuh senyum seorang sepatu
        sepeda sepiring sepotong sepupu serambi serbet serempak serius serok serpihan seruling servis
        sesuai setahun setel setia setrika setumpuk seumur seutas sewa siamang siang siaran sibuk
        sifat sikap siklus siku silau silinder silsilah siluet simak simbol simfoni simpan sinar
        sindir sinetron singa sinkron sinonim sinyal sipil siput siram sirene sirih sirkus sirsak
        sirup sisir sistem siswa situs siulan siwalan skala sketsa skor skripsi skuter soal sobekan
        sodet sofa sohun solar solder solid soneta songket sopan sopir sore sorgum sorot sosis sosok
        spageti spanduk spatula spesial spidol spiral sport stabil stadion stamina standar stapler
        stasiun steker stempel stensil steril studio suami suasana subur sudi sudut suguhan suhu suit
        sukar sukses sulam suling suluh sumber sumpit sumsum sundulan sungai suntik sunyi super surat
        suster susunan sutil suvenir suwir swadaya swalayan swasta sweter syair tabir tablet tabung
        tahap tahun tajam tajuk takaran takjub taksi taktik talenta tamasya tambah tampil tamu tanah
        tancap tandu tangga tani tanjakan tanya taoco tapioka taplak target tarik taruh tatanan tawar
        tawon teater tebal tebing tebu teduh tegas tegel tegur tekad teknik teks tekukan telapak
        telepon telinga teluk teman tembok tempe tenaga tenda tengah tenis tenor tentu tenun teori
        tepian teplok tepung terapi terbit terdekat terharu terigu terjun terkejut terlihat termos
        ternak terong terpal tertawa terus tetangga tetes tetua tiap tidur tiga tikar tiket tikungan
        timah timbang timun tinggi tinju tinta tipe tipis tirai tiruan tisu titip tiupan tiwul toilet
        tokek toko tolak tolong tomat tombol tongkat tonik tonjolan tonton topeng topi toreh tradisi
        trafo traktor trem troli trombon tropis trotoar truk tualang tuangan tubruk tudung tugu tujuh
        tukang tukik tulen tulisan tulus tumbuh tumis tumpah tunas tunggu tuntun tupai turnamen turun
        tusuk tutup ubin ucapan udeng ufuk ujar ujian ujung ukiran ukulele ukur ulangan ulasan ulat
        ulek ulir umbi umbul umpan umum undang unduh unggas ungkap ungu unit unjuk unta untung upacara
        upah upaya uraian urutan usaha usap usia usulan usus utara utas vaksin vanili variasi vaselin
        vernis vertikal vespa veteran video violet vitamin vokal voli volume wadah waduk wahana wajan
        wajik waktu walet waluh wangi wanita waras warna warung wasit waspada wastafel watak wawasan
        wayang wedang wibawa wijen wilayah wisata wisma wisuda wortel wujud yakin yayasan yoga yoyo
        yuyu zaitun zamrud zebra zodiak zona zoologi
        """
}
