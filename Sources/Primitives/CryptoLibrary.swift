/// The library that does the work behind this module's faces, which alone call it.
///
/// It has two fillings with the same members: `Native` (swift-crypto and libcrypto) and `Embedded` (C functions
/// that are named at link time). Lengths are checked by the faces; nil and false are the library's refusals.
enum CryptoLibrary {}
