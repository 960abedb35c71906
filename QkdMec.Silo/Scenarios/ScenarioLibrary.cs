using System.Text.Json;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Scenarios;

/// <summary>Finds a scenario by name among those that come with the system, or by the path of a file.</summary>
internal static class ScenarioLibrary
{
    private const string Prefix = "scenario:";
    private const string Extension = ".json";

    /// <summary>The names of the scenarios that come with the system.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ScenarioLibrary).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads or generates a scenario, and checks it.</summary>
    /// <param name="nameOrPath">A known name, a form such as <c>waxman:50</c>, or the path of a file: anything with a directory separator or ending in <c>.json</c>.</param>
    /// <exception cref="StartupException">There is none, it cannot be read, or it has faults; the message lists them all.</exception>
    public static Scenario Load(string nameOrPath)
    {
        var scenario = WaxmanScenarios.IsNamed(nameOrPath)
            ? WaxmanScenarios.Generate(nameOrPath)
            : Parse(nameOrPath, IsPath(nameOrPath) ? ReadFile(nameOrPath) : ReadKnown(nameOrPath));
        var faults = ScenarioValidator.Validate(scenario);
        return faults.Count == 0
            ? scenario
            : throw new StartupException($"scenario '{nameOrPath}' has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}: {string.Join("; ", faults)}");
    }

    /// <summary>Whether a file is meant: anything with a directory separator or ending in <c>.json</c>.</summary>
    public static bool IsPath(string nameOrPath) =>
        nameOrPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || nameOrPath.AsSpan().ContainsAny('/', '\\');

    /// <summary>Writes a scenario as a file that can be read again.</summary>
    /// <exception cref="StartupException">The file cannot be written, or is there already.</exception>
    public static void Write(Scenario scenario, string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            JsonSerializer.Serialize(file, scenario, ScenarioJson.Options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"scenario file '{path}' cannot be written: {fault.Message}", fault);
        }
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"scenario file '{path}' cannot be read: {fault.Message}", fault);
        }
    }

    private static string ReadKnown(string name)
    {
        using var stream = typeof(ScenarioLibrary).Assembly.GetManifestResourceStream(Prefix + name + Extension)
            ?? throw new StartupException($"there is no scenario '{name}'; known: {string.Join(", ", Names)}; or give {WaxmanScenarios.Form}, or the path of a .json file");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Scenario Parse(string nameOrPath, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Scenario>(json, ScenarioJson.Options)
                ?? throw new StartupException($"scenario '{nameOrPath}' is empty");
        }
        catch (JsonException fault)
        {
            throw new StartupException($"scenario '{nameOrPath}' is not a scenario: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
