import Testing

/// The real server with its real files, ended at every place where it can be ended.
///
/// One test at a time.
@Suite(
    .serialized,
    .enabled(if: CrashTools.canRun, "kentongand, a C compiler or python3 with sqlite3 is missing"),
    .timeLimit(.minutes(isLongRun ? 60 : 5)))
enum CrashTests {}
