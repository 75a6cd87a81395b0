import Glibc

/// Whether the tests, and the programs that they start, are built for an address sanitizer.
package let isSanitized = dlsym(nil, "__asan_init") != nil

/// How many times longer a deadline is under one, where all that computes takes three times as long.
package let slowness = isSanitized ? 4 : 1
