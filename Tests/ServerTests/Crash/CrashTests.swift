import TestSupport
import Testing

/// The real server with its real files, ended at every place where it can be ended.
///
/// One test at a time.
@Suite(
    .serialized,
    .needs(.crashTools, CrashTools.canRun),
    .timeLimit(.minutes(isLongRun ? 60 : 5)))
enum CrashTests {}
