using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>Files that stand the same in several directories: made once, copied to where they are missing, never overwritten.</summary>
/// <param name="names">The files, which belong together.</param>
/// <param name="make">Makes them in a directory.</param>
internal sealed class SharedFiles(string[] names, Action<string> make)
{
    /// <summary>Brings them to all directories. Answers those that got them.</summary>
    /// <exception cref="StartupException">Two directories have different ones, or one has only a part.</exception>
    public IReadOnlyList<string> Bring(IReadOnlyList<string> directories)
    {
        var there = directories.Where(IsThere).ToList();
        if (there.Count == 0)
        {
            Create(directories[0]);
            make(directories[0]);
            return [directories[0], .. Copy(directories[0], directories.Skip(1))];
        }

        if (there.Skip(1).FirstOrDefault(other => !AreSame(there[0], other)) is { } different)
        {
            throw new StartupException(
                $"'{Path.Combine(there[0], names[^1])}' and '{Path.Combine(different, names[^1])}' differ: remove {string.Join(" and ", names)} where they are not those that the machines use");
        }

        return Copy(there[0], directories.Except(there));
    }

    private static void Create(string directory)
    {
        PrivateDirectory.Create(Path.GetDirectoryName(directory)!);
        PrivateDirectory.Create(directory);
    }

    private bool IsThere(string directory)
    {
        var missing = names.Where(name => !File.Exists(Path.Combine(directory, name))).ToList();
        return missing.Count == 0 || (missing.Count == names.Length
            ? false
            : throw new StartupException($"'{Path.Combine(directory, missing[0])}' is missing: put it back, or remove {string.Join(" and ", names.Except(missing))} beside it too"));
    }

    private bool AreSame(string one, string other) =>
        names.All(name => File.ReadAllBytes(Path.Combine(one, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, name))));

    private List<string> Copy(string from, IEnumerable<string> to)
    {
        var got = to.ToList();
        foreach (var directory in got)
        {
            Create(directory);

            // With their modes; a file that came meanwhile is not overwritten.
            names.ToList().ForEach(name => File.Copy(Path.Combine(from, name), Path.Combine(directory, name)));
        }

        return got;
    }
}
