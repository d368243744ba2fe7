import LabSupport
import Testing

/// Where reports go when the command does not say it.
@Suite struct OutputDirectoryTests {
  @Test(
    arguments: [
      ("notebooks", nil, "outputs"), ("notebooks/ja", nil, "notebooks/outputs"), ("notebooks", "out", "notebooks/out"),
      ("notebooks/ja", "../../outputs/ja", "outputs/ja"), ("a/b", "../../../x", "../x"), ("/a/b", "../x", "/a/x"),
      (".", "../x", "../x"), ("..", "../x", "../../x"), ("nb", "..", "."), ("nb", "/x/../y", "/x/../y"),
    ] as [(String, String?, String)])
  func aFolderOfSettingsIsRelativeToTheNotebooks(folder: String, setting: String?, expected: String) throws {
    var program = try Lab(["01-a.md": "Text.\n"], settings: setting.map { "output-dir: \"\($0)\"\n" }).check()
    program.folder.path = folder
    #expect(program.outputDirectory == expected)
  }
}
