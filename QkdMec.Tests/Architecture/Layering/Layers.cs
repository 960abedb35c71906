using System.Reflection;
using System.Xml.Linq;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Layering;

/// <summary>Which project may use which.</summary>
internal static class Layers
{
    private static readonly string[] WebAndData =
        ["Microsoft.AspNetCore.", "System.Data.", "Microsoft.Data.", "Npgsql", "SQLitePCLRaw", "System.Net.Http", "System.Net.Sockets", "System.Net.Security", "System.Net.HttpListener"];

    /// <summary>For each project the projects it may use. The grain host is one more for those that use grains.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["QkdMec.Protocols"] = [],
        ["QkdMec.Grpc"] = [],
        ["QkdMec.Embedded"] = [],
        ["QkdMec.Grains"] = ["QkdMec.Protocols", "QkdMec.Embedded"],
        ["QkdMec.Functions"] = ["QkdMec.Protocols", "QkdMec.Embedded", "QkdMec.Grains"],
        ["QkdMec.Gateway"] = ["QkdMec.Protocols", "QkdMec.Grpc", "QkdMec.Embedded", "QkdMec.Grains"],
        ["QkdMec.Telemetry"] = ["QkdMec.Protocols"],
        ["QkdMec.Client"] = ["QkdMec.Protocols", "QkdMec.Grpc", "QkdMec.Telemetry"],
        ["QkdMec.Silo"] = ["QkdMec.Protocols", "QkdMec.Grpc", "QkdMec.Embedded", "QkdMec.Grains", "QkdMec.Functions", "QkdMec.Gateway", "QkdMec.Client", "QkdMec.Telemetry"],
        ["QkdMec.Bench"] = ["QkdMec.Protocols", "QkdMec.Embedded", "QkdMec.Grains", "QkdMec.Functions", "QkdMec.Gateway", "QkdMec.Client", "QkdMec.Telemetry", "QkdMec.Silo"],
        ["QkdMec.Tests"] = ["QkdMec.Protocols", "QkdMec.Grpc", "QkdMec.Embedded", "QkdMec.Grains", "QkdMec.Functions", "QkdMec.Gateway", "QkdMec.Client", "QkdMec.Telemetry", "QkdMec.Silo", "QkdMec.Bench"],
    };

    /// <summary>What a project must not use beyond other projects: the beginnings of assembly and package names.</summary>
    public static IReadOnlyDictionary<string, string[]> Forbidden { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["QkdMec.Grains"] = WebAndData,
        ["QkdMec.Embedded"] = WebAndData,
        ["QkdMec.Protocols"] = ["Microsoft.", "Orleans", "Npgsql", "SQLitePCLRaw", "Grpc.", "Google."],
        ["QkdMec.Grpc"] = ["Microsoft.", "Orleans", "Npgsql", "SQLitePCLRaw"],
        ["QkdMec.Functions"] = ["Microsoft.AspNetCore.", "Microsoft.Data.", "Npgsql", "SQLitePCLRaw"],
        ["QkdMec.Gateway"] = ["Microsoft.Data.", "Npgsql", "SQLitePCLRaw"],
        ["QkdMec.Telemetry"] = ["Orleans", "Microsoft.Data.", "Npgsql", "SQLitePCLRaw"],
        ["QkdMec.Client"] = ["Orleans", "Microsoft.Data.", "SQLitePCLRaw"],
    };

    /// <summary>The projects and packages a project file names.</summary>
    public static IEnumerable<string> NamedBy(string project)
    {
        var file = XDocument.Parse(Repository.Read($"{project}/{project}.csproj"));
        var projects = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(Include(reference).Replace('\\', '/')));
        var packages = file.Descendants("PackageReference").Select(Include);
        return projects.Concat(packages);
    }

    /// <summary>The assemblies a built project refers to.</summary>
    public static IEnumerable<string> UsedBy(string project) => Load(project).GetReferencedAssemblies().Select(ProjectOf);

    /// <summary>The assembly of a project; null in a build that leaves the project out.</summary>
    public static Assembly Load(string project) => Assembly.Load(project == "QkdMec.Client" ? "qkdmec" : project);

    /// <summary>Why a project may not use something; null when it may.</summary>
    public static string? Objection(string project, string used)
    {
        if (used.StartsWith("QkdMec.", StringComparison.Ordinal))
        {
            return Allowed[project].Contains(used) ? null : $"{project} uses {used}";
        }

        var forbidden = Forbidden.GetValueOrDefault(project, []);
        return forbidden.Any(start => (used + ".").StartsWith(start, StringComparison.Ordinal)) ? $"{project} uses {used}" : null;
    }

    private static string ProjectOf(AssemblyName name) => name.Name == "qkdmec" ? "QkdMec.Client" : name.Name!;

    private static string Include(XElement reference) => (string?)reference.Attribute("Include") ?? string.Empty;
}
