using System.Reflection;

namespace QkdMec.Tests.Hosts;

/// <summary>
/// Does the embedded host declare nothing that Orleans does not? <c>orleans-api.txt</c> lists the members in use; on the embedded host
/// every declared member must stand in it, on Orleans every listed member must exist.
/// </summary>
public sealed class ApiTests
{
    private static readonly HashSet<string> Listed =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Hosts", "orleans-api.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    private static bool IsEmbedded => typeof(IGrainFactory).Assembly.GetName().Name == "QkdMec.Embedded";

    [Fact]
    public void Members_OfTheProgrammingModel_AreThoseOfOrleans()
    {
        Assert.True(Listed.Count > 100, "The list is there.");
        if (IsEmbedded)
        {
            var declared = typeof(IGrainFactory).Assembly.GetExportedTypes()
                .Where(type => type.Namespace!.Split('.')[0] == "Orleans")
                .SelectMany(ApiSignature.Of);
            Assert.Empty(declared.Except(Listed));
        }
        else
        {
            var wanted = Listed.Select(line => line.Split(' ')[0]).ToHashSet();
            var real = OrleansAssemblies().SelectMany(assembly => assembly.GetExportedTypes())
                .Where(type => wanted.Contains(type.ToString()))
                .SelectMany(ApiSignature.Of);
            Assert.Empty(Listed.Except(real));
        }
    }

    private static IEnumerable<Assembly> OrleansAssemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Orleans.*.dll").Select(Assembly.LoadFrom);
}
