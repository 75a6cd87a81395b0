import Foundation

/// A file of the package: `tools/sample/…`.
package func packageFile(_ name: String) -> String {
    URL(filePath: #filePath).appending(path: "../../../\(name)").standardized.path
}
