using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QkdMec.Tests.Architecture.Layering;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Documentation;

/// <summary>Everything an operator can set: option classes, the records of a scenario file, options of the command lines.</summary>
internal static partial class OptionTypes
{
    private static readonly string[] Products = ["QkdMec.Protocols", "QkdMec.Grains", "QkdMec.Functions", "QkdMec.Gateway", "QkdMec.Telemetry", "QkdMec.Client", "QkdMec.Silo"];

    /// <summary>The option classes and the records of a scenario file.</summary>
    public static IReadOnlyList<Type> All { get; } =
        [.. Products.SelectMany(project => Layers.Load(project).GetTypes()).Where(IsOptions).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>What of an option class can be set.</summary>
    public static IEnumerable<string> Settings(Type options) =>
        options.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod is not null).Select(property => property.Name);

    /// <summary>The options of the command lines, as <c>project --name</c>.</summary>
    public static IEnumerable<(string Project, string Name)> CommandLineOptions =>
        (from file in SourceTree.Product
         from literal in file.Unit.DescendantNodes().OfType<LiteralExpressionSyntax>()
         where literal.IsKind(SyntaxKind.StringLiteralExpression) && CommandLineOption().IsMatch(literal.Token.ValueText)
         select (file.Project, literal.Token.ValueText)).Distinct();

    private static bool IsOptions(Type type) =>
        type is { IsInterface: false, IsEnum: false }
        && !type.Name.Contains('<')
        && (type.Name.EndsWith("Options", StringComparison.Ordinal) || (type.Namespace == "QkdMec.Silo.Scenarios" && type.Name.EndsWith("Scenario", StringComparison.Ordinal)))
        && Settings(type).Any();

    [GeneratedRegex("^--[a-z][a-z-]*$")]
    private static partial Regex CommandLineOption();
}
