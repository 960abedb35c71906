using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Layout;

/// <summary>Does everything stand where a reader looks for it?</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Namespaces_AreFolders() => Rule.Holds("The namespace is the folder", SourceTree.Files.SelectMany(LayoutRules.NamespacesElsewhere));

    [Fact]
    public void Files_HoldOneTopLevelType() =>
        Rule.Holds("One top-level type a file; a small enum or record may ride with its owner", SourceTree.Files.SelectMany(LayoutRules.CrowdedTypes));

    [Fact]
    public void Files_AreNamedAfterTheirType() => Rule.Holds("The file is named after its type", SourceTree.Files.SelectMany(LayoutRules.MisnamedFiles));

    [Fact]
    public void Folders_AreNamedAfterConcepts() =>
        Rule.Holds("Name the concept", Repository.Projects.SelectMany(Repository.Folders).Where(LayoutRules.IsEmptyWord));

    [Fact]
    public void Source_HasNoRegionsAndNoToDos() => Rule.Holds("Do it or delete it", SourceTree.Files.SelectMany(LayoutRules.Leftovers));

    [Fact]
    public void Suppressions_StateTheirReason() =>
        Rule.Holds("Write the reason behind the pragma, on its line", SourceTree.Files.SelectMany(LayoutRules.UnexplainedSuppressions));

    [Fact]
    public void GrainCode_HasNoConditionalCompilation() =>
        Rule.Holds(
            "Grain code is the same on both hosts: put what differs in Hosting/Embedded and Hosting/Orleans",
            SourceTree.Of("QkdMec.Grains").Where(file => file.Unit.ContainsDirectives && file.Unit.ToString().Contains("\n#if", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void Programs_AreTablesOfContents() =>
        Rule.Holds(
            "Program is a table of contents, at most 60 lines",
            SourceTree.Files.Where(file => Path.GetFileName(file.Path) == "Program.cs" && file.Lines > 60).Select(file => $"{file.Path} {file.Lines}"));

    [Theory]
    [InlineData("QkdMec.A/B/C.cs", "namespace QkdMec.A.B; class C;", 0)]
    [InlineData("QkdMec.A/B/C.cs", "namespace QkdMec.A; class C;", 1)]
    [InlineData("QkdMec.A/Hosting/Orleans/C.cs", "namespace QkdMec.A.Hosting; class C;", 0)]
    [InlineData("QkdMec.A/Hosting/Orleans/C.cs", "namespace QkdMec.A; class C;", 1)]
    public void NamespacesElsewhere_CountsThoseThatAreNotTheFolder(string path, string text, int count) =>
        Assert.Equal(count, LayoutRules.NamespacesElsewhere(SourceFile.Parse(path, text)).Count());

    [Theory]
    [InlineData("class A; enum B { One }", 0)]
    [InlineData("class A; record B(int C);", 0)]
    [InlineData("partial class A; partial class A;", 0)]
    [InlineData("class A { class B; }", 0)]
    [InlineData("class A {\n\n\n\n\n\n\n} class AException;", 0)]
    [InlineData("class A {\n\n\n\n\n\n\n} class B {\n\n\n\n\n\n\n}", 1)]
    [InlineData("interface A {\n\n\n\n\n\n\n} class B {\n\n\n\n\n\n\n}", 1)]
    public void CrowdedTypes_CountsFilesWithTwoOwners(string text, int count) =>
        Assert.Equal(count, LayoutRules.CrowdedTypes(SourceFile.Parse("P/A.cs", text)).Count());

    [Fact]
    public void Leftovers_WhenThereIsAToDo_NamesItsLine() =>
        Assert.Equal(["P/A.cs:2"], LayoutRules.Leftovers(SourceFile.Parse("P/A.cs", "class A;\n// TO" + "DO later\n")));

    [Theory]
    [InlineData("QkdMec.Grains/Helpers", true)]
    [InlineData("QkdMec.Grains/KeyPools", false)]
    public void IsEmptyWord_KnowsWordsThatSayNothing(string folder, bool expected) => Assert.Equal(expected, LayoutRules.IsEmptyWord(folder));
}
