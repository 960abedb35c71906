namespace QkdMec.Tests.Architecture.Sources;

/// <summary>Every C# file of the repository, parsed once for all tests.</summary>
internal static class SourceTree
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(
        () => [.. Repository.Projects.SelectMany(project => Repository.Files(project, "*.cs")).Select(SourceFile.Load)]);

    /// <summary>All files.</summary>
    public static IReadOnlyList<SourceFile> Files => All.Value;

    /// <summary>The files of what is shipped: not the tests and not the benchmarks.</summary>
    public static IEnumerable<SourceFile> Product => Files.Where(file => file.Project is not ("QkdMec.Tests" or "QkdMec.Bench"));

    /// <summary>The files of one project.</summary>
    public static IEnumerable<SourceFile> Of(string project) => Files.Where(file => file.Project == project);
}
