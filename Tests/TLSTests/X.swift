import NIOPosix
import NIOEmbedded
import Testing
