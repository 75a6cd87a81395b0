// Generated from Protocol/regions.txt. Do not edit.
// swift-format-ignore-file

/// One province a line: number, zone, name, and its regencies and cities in the order of their numbers, from 01 on where no
/// number begins anew.
let regionTable = """
    11 WIB Aceh: Aceh Selatan, Aceh Tenggara, Aceh Timur, Aceh Tengah, Aceh Barat, Aceh Besar, Pidie, Aceh Utara, Simeulue, Aceh Singkil, Bireuen, Aceh Barat Daya, Gayo Lues, Aceh Jaya, Nagan Raya, Aceh Tamiang, Bener Meriah, Pidie Jaya, 71 Banda Aceh, Sabang, Lhokseumawe, Langsa, Subulussalam
    12 WIB Sumatera Utara: Tapanuli Tengah, Tapanuli Utara, Tapanuli Selatan, Nias, Langkat, Karo, Deli Serdang, Simalungun, Asahan, Labuhanbatu, Dairi, Toba, Mandailing Natal, Nias Selatan, Pakpak Bharat, Humbang Hasundutan, Samosir, Serdang Bedagai, Batu Bara, Padang Lawas Utara, Padang Lawas, Labuhanbatu Selatan, Labuhanbatu Utara, Nias Utara, Nias Barat, 71 Medan, Pematangsiantar, Sibolga, Tanjungbalai, Binjai, Tebing Tinggi, Padangsidimpuan, Gunungsitoli
    13 WIB Sumatera Barat: Pesisir Selatan, Solok, Sijunjung, Tanah Datar, Padang Pariaman, Agam, Lima Puluh Kota, Pasaman, Kepulauan Mentawai, Dharmasraya, Solok Selatan, Pasaman Barat, 71 Padang, Solok, Sawahlunto, Padang Panjang, Bukittinggi, Payakumbuh, Pariaman
    14 WIB Riau: Kampar, Indragiri Hulu, Bengkalis, Indragiri Hilir, Pelalawan, Rokan Hulu, Rokan Hilir, Siak, Kuantan Singingi, Kepulauan Meranti, 71 Pekanbaru, Dumai
    15 WIB Jambi: Kerinci, Merangin, Sarolangun, Batanghari, Muaro Jambi, Tanjung Jabung Barat, Tanjung Jabung Timur, Bungo, Tebo, 71 Jambi, Sungai Penuh
    16 WIB Sumatera Selatan: Ogan Komering Ulu, Ogan Komering Ilir, Muara Enim, Lahat, Musi Rawas, Musi Banyuasin, Banyuasin, Ogan Komering Ulu Timur, Ogan Komering Ulu Selatan, Ogan Ilir, Empat Lawang, Penukal Abab Lematang Ilir, Musi Rawas Utara, 71 Palembang, Pagar Alam, Lubuk Linggau, Prabumulih
    17 WIB Bengkulu: Bengkulu Selatan, Rejang Lebong, Bengkulu Utara, Kaur, Seluma, Mukomuko, Lebong, Kepahiang, Bengkulu Tengah, 71 Bengkulu
    18 WIB Lampung: Lampung Selatan, Lampung Tengah, Lampung Utara, Lampung Barat, Tulang Bawang, Tanggamus, Lampung Timur, Way Kanan, Pesawaran, Pringsewu, Mesuji, Tulang Bawang Barat, Pesisir Barat, 71 Bandar Lampung, Metro
    19 WIB Kepulauan Bangka Belitung: Bangka, Belitung, Bangka Selatan, Bangka Tengah, Bangka Barat, Belitung Timur, 71 Pangkal Pinang
    21 WIB Kepulauan Riau: Bintan, Karimun, Natuna, Lingga, Kepulauan Anambas, 71 Batam, Tanjung Pinang
    31 WIB Jakarta: Kepulauan Seribu, 71 Jakarta Pusat, Jakarta Utara, Jakarta Barat, Jakarta Selatan, Jakarta Timur
    32 WIB Jawa Barat: Bogor, Sukabumi, Cianjur, Bandung, Garut, Tasikmalaya, Ciamis, Kuningan, Cirebon, Majalengka, Sumedang, Indramayu, Subang, Purwakarta, Karawang, Bekasi, Bandung Barat, Pangandaran, 71 Bogor, Sukabumi, Bandung, Cirebon, Bekasi, Depok, Cimahi, Tasikmalaya, Banjar
    33 WIB Jawa Tengah: Cilacap, Banyumas, Purbalingga, Banjarnegara, Kebumen, Purworejo, Wonosobo, Magelang, Boyolali, Klaten, Sukoharjo, Wonogiri, Karanganyar, Sragen, Grobogan, Blora, Rembang, Pati, Kudus, Jepara, Demak, Semarang, Temanggung, Kendal, Batang, Pekalongan, Pemalang, Tegal, Brebes, 71 Magelang, Surakarta, Salatiga, Semarang, Pekalongan, Tegal
    34 WIB Daerah Istimewa Yogyakarta: Kulon Progo, Bantul, Gunungkidul, Sleman, 71 Yogyakarta
    35 WIB Jawa Timur: Pacitan, Ponorogo, Trenggalek, Tulungagung, Blitar, Kediri, Malang, Lumajang, Jember, Banyuwangi, Bondowoso, Situbondo, Probolinggo, Pasuruan, Sidoarjo, Mojokerto, Jombang, Nganjuk, Madiun, Magetan, Ngawi, Bojonegoro, Tuban, Lamongan, Gresik, Bangkalan, Sampang, Pamekasan, Sumenep, 71 Kediri, Blitar, Malang, Probolinggo, Pasuruan, Mojokerto, Madiun, Surabaya, Batu
    36 WIB Banten: Pandeglang, Lebak, Tangerang, Serang, 71 Tangerang, Cilegon, Serang, Tangerang Selatan
    51 WITA Bali: Jembrana, Tabanan, Badung, Gianyar, Klungkung, Bangli, Karangasem, Buleleng, 71 Denpasar
    52 WITA Nusa Tenggara Barat: Lombok Barat, Lombok Tengah, Lombok Timur, Sumbawa, Dompu, Bima, Sumbawa Barat, Lombok Utara, 71 Mataram, Bima
    53 WITA Nusa Tenggara Timur: Kupang, Timor Tengah Selatan, Timor Tengah Utara, Belu, Alor, Flores Timur, Sikka, Ende, Ngada, Manggarai, Sumba Timur, Sumba Barat, Lembata, Rote Ndao, Manggarai Barat, Nagekeo, Sumba Tengah, Sumba Barat Daya, Manggarai Timur, Sabu Raijua, Malaka, 71 Kupang
    61 WIB Kalimantan Barat: Sambas, Mempawah, Sanggau, Ketapang, Sintang, Kapuas Hulu, Bengkayang, Landak, Sekadau, Melawi, Kayong Utara, Kubu Raya, 71 Pontianak, Singkawang
    62 WIB Kalimantan Tengah: Kotawaringin Barat, Kotawaringin Timur, Kapuas, Barito Selatan, Barito Utara, Katingan, Seruyan, Sukamara, Lamandau, Gunung Mas, Pulang Pisau, Murung Raya, Barito Timur, 71 Palangkaraya
    63 WITA Kalimantan Selatan: Tanah Laut, Kotabaru, Banjar, Barito Kuala, Tapin, Hulu Sungai Selatan, Hulu Sungai Tengah, Hulu Sungai Utara, Tabalong, Tanah Bumbu, Balangan, 71 Banjarmasin, Banjarbaru
    64 WITA Kalimantan Timur: Paser, Kutai Kartanegara, Berau, 07 Kutai Barat, Kutai Timur, Penajam Paser Utara, 11 Mahakam Ulu, 71 Balikpapan, Samarinda, 74 Bontang
    65 WITA Kalimantan Utara: Bulungan, Malinau, Nunukan, Tana Tidung, 71 Tarakan
    71 WITA Sulawesi Utara: Bolaang Mongondow, Minahasa, Kepulauan Sangihe, Kepulauan Talaud, Minahasa Selatan, Minahasa Utara, Minahasa Tenggara, Bolaang Mongondow Utara, Kepulauan Siau Tagulandang Biaro, Bolaang Mongondow Timur, Bolaang Mongondow Selatan, 71 Manado, Bitung, Tomohon, Kotamobagu
    72 WITA Sulawesi Tengah: Banggai, Poso, Donggala, Toli-Toli, Buol, Morowali, Banggai Kepulauan, Parigi Moutong, Tojo Una Una, Sigi, Banggai Laut, Morowali Utara, 71 Palu
    73 WITA Sulawesi Selatan: Kepulauan Selayar, Bulukumba, Bantaeng, Jeneponto, Takalar, Gowa, Sinjai, Bone, Maros, Pangkajene dan Kepulauan, Barru, Soppeng, Wajo, Sidenreng Rappang, Pinrang, Enrekang, Luwu, Tana Toraja, 22 Luwu Utara, 24 Luwu Timur, 26 Toraja Utara, 71 Makassar, Parepare, Palopo
    74 WITA Sulawesi Tenggara: Kolaka, Konawe, Muna, Buton, Konawe Selatan, Bombana, Wakatobi, Kolaka Utara, Konawe Utara, Buton Utara, Kolaka Timur, Konawe Kepulauan, Muna Barat, Buton Tengah, Buton Selatan, 71 Kendari, Bau Bau
    75 WITA Gorontalo: Gorontalo, Boalemo, Bone Bolango, Pohuwato, Gorontalo Utara, 71 Gorontalo
    76 WITA Sulawesi Barat: Pasangkayu, Mamuju, Mamasa, Polewali Mandar, Majene, Mamuju Tengah
    81 WIT Maluku: Maluku Tengah, Maluku Tenggara, Kepulauan Tanimbar, Buru, Seram Bagian Timur, Seram Bagian Barat, Kepulauan Aru, Maluku Barat Daya, Buru Selatan, 71 Ambon, Tual
    82 WIT Maluku Utara: Halmahera Barat, Halmahera Tengah, Halmahera Utara, Halmahera Selatan, Kepulauan Sula, Halmahera Timur, Pulau Morotai, Pulau Taliabu, 71 Ternate, Tidore Kepulauan
    91 WIT Papua: 03 Jayapura, 05 Kepulauan Yapen, Biak Numfor, 10 Sarmi, Keerom, 15 Waropen, 19 Supiori, Mamberamo Raya, 71 Jayapura
    92 WIT Papua Barat: 02 Manokwari, Fak Fak, 06 Teluk Bintuni, Teluk Wondama, Kaimana, 11 Manokwari Selatan, Pegunungan Arfak
    93 WIT Papua Selatan: Merauke, Boven Digoel, Mappi, Asmat
    94 WIT Papua Tengah: Nabire, Puncak Jaya, Paniai, Mimika, Puncak, Dogiyai, Intan Jaya, Deiyai
    95 WIT Papua Pegunungan: Jayawijaya, Pegunungan Bintang, Yahukimo, Tolikara, Mamberamo Tengah, Yalimo, Lanny Jaya, Nduga
    96 WIT Papua Barat Daya: Sorong, Sorong Selatan, Raja Ampat, Tambrauw, Maybrat, 71 Sorong
    """
