using System.Runtime.CompilerServices;

namespace QkdMec.Tests.Architecture.Sources;

/// <summary>The checked-out repository these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] LeftOut = ["artifacts", "bin", "obj", "node_modules", "qkdmec-data"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects' names, which are the names of their folders.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Root, "QkdMec.*").Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>The absolute path of a file or folder of the repository.</summary>
    public static string PathTo(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    /// <summary>Reads a text file of the repository.</summary>
    public static string Read(string relative) => File.ReadAllText(PathTo(relative));

    /// <summary>Whether the repository has this file or folder.</summary>
    public static bool Has(string relative) => File.Exists(PathTo(relative)) || Directory.Exists(PathTo(relative));

    /// <summary>The files below a folder that people wrote, as paths from the root with forward slashes; build output is left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(PathTo(folder), pattern, SearchOption.AllDirectories).Select(Relative).Where(IsWritten).Order(StringComparer.Ordinal);

    /// <summary>The folders below a folder that people made.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(PathTo(folder), "*", SearchOption.AllDirectories).Select(Relative).Where(IsWritten);

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsWritten(string relative) =>
        !relative.Split('/').Any(part => LeftOut.Contains(part) || (part.StartsWith('.') && part != ".ci"));

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        FindUpwards(AppContext.BaseDirectory)
        ?? FindUpwards(Path.GetDirectoryName(thisFile) ?? ".")
        ?? throw new InvalidOperationException("QkdMec.sln is in no folder above the tests: run them from the repository");

    private static string? FindUpwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QkdMec.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
