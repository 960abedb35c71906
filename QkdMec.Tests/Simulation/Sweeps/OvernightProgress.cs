using System.Globalization;

namespace QkdMec.Tests.Simulation.Sweeps;

/// <summary>How far an overnight sweep is, in a folder: which seed of each world is next, and which seeds failed with the command that replays each.</summary>
internal sealed class OvernightProgress
{
    private readonly SortedDictionary<string, ulong> _next = new(StringComparer.Ordinal);
    private readonly string _progress;
    private readonly string _failures;

    /// <summary>Continues what a folder says, which is made if it is not there.</summary>
    public OvernightProgress(string folder)
    {
        Directory.CreateDirectory(folder);
        (_progress, _failures) = (Path.Combine(folder, "progress.txt"), Path.Combine(folder, "failed-seeds.txt"));
        foreach (var line in File.Exists(_progress) ? File.ReadAllLines(_progress) : [])
        {
            var parts = line.Split(' ');
            _next[parts[0]] = ulong.Parse(parts[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The first seed of a world that did not run yet; seeds begin at 1.</summary>
    public ulong NextOf(string world) => _next.GetValueOrDefault(world, 1UL);

    /// <summary>All seeds of a world below one have run. A whole file takes the place of the old one, so that a kill leaves either.</summary>
    public void Keep(string world, ulong next)
    {
        _next[world] = next;
        File.WriteAllLines(_progress + ".new", _next.Select(entry => $"{entry.Key} {entry.Value}"));
        File.Move(_progress + ".new", _progress, overwrite: true);
    }

    /// <summary>A seed failed.</summary>
    public void Fail(string world, ulong seed, string why) => File.AppendAllText(
        _failures, $"{world} {seed}: dotnet run --project QkdMec.Tests -- simulate {world} {seed}{Environment.NewLine}{why}{Environment.NewLine}");
}
