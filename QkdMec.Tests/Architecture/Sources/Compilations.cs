using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QkdMec.Tests.Architecture.Sources;

/// <summary>Compiles source as the build does, to ask what a name means.</summary>
internal static class Compilations
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string GrainUsings = """
        global using Orleans;
        global using Orleans.Concurrency;
        global using Orleans.Runtime;
        global using ActivationId = QkdMec.Grains.Functions.ActivationId;
        """;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(
        () => [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => path.Length > 0).Select(ToReference)]);

    /// <summary>A program of its own.</summary>
    public static CSharpCompilation Of(params string[] texts) => Compile("Snippet", [ImplicitUsings, .. texts], References.Value);

    /// <summary>The project of the grains, with the code of the host this build is for.</summary>
    public static CSharpCompilation OfGrains()
    {
        var otherHost = HostName == "Orleans" ? "/Hosting/Embedded/" : "/Hosting/Orleans/";
        var files = SourceTree.Of("QkdMec.Grains").Where(file => !file.Path.Contains(otherHost, StringComparison.Ordinal));
        var references = References.Value.Where(reference => Path.GetFileName(reference.Display) != "QkdMec.Grains.dll");
        return Compile("QkdMec.Grains", [ImplicitUsings, GrainUsings], references).AddSyntaxTrees(files.Select(file => file.Unit.SyntaxTree));
    }

    /// <summary>Some files of projects that use grains, against everything that is built.</summary>
    public static CSharpCompilation OfFiles(IEnumerable<SourceFile> files) =>
        Compile("QkdMec.Gateway", [ImplicitUsings, GrainUsings], References.Value).AddSyntaxTrees(files.Select(file => file.Unit.SyntaxTree));

    private static string HostName => typeof(IGrainWithStringKey).Assembly.GetName().Name!.StartsWith("QkdMec", StringComparison.Ordinal) ? "Embedded" : "Orleans";

    private static CSharpCompilation Compile(string name, IEnumerable<string> texts, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(
            name,
            texts.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static MetadataReference ToReference(string path) => MetadataReference.CreateFromFile(path);
}
