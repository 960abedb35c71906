using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Documentation;

/// <summary>Finds the names of meters, instruments and activity sources in the source.</summary>
internal static class Instruments
{
    private static readonly string[] Makers =
        ["CreateCounter", "CreateUpDownCounter", "CreateHistogram", "CreateGauge", "CreateObservableCounter", "CreateObservableGauge", "CreateObservableUpDownCounter"];

    /// <summary>The names in some files, each with where it is.</summary>
    public static IEnumerable<(string Name, string Where)> In(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        from name in InstrumentNames(file).Concat(MeterNames(file))
        select (Resolve(name, file, files), file.Path);

    /// <summary>The names of tags in files that make instruments.</summary>
    public static IEnumerable<(string Name, string Where)> Tags(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        where InstrumentNames(file).Any()
        from key in TagKeys(file)
        select (Resolve(key, file, files), file.Path);

    private static IEnumerable<ExpressionSyntax> InstrumentNames(SourceFile file) =>
        file.Unit.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => Makers.Contains(NameOf(call.Expression))).Select(FirstArgument);

    private static IEnumerable<ExpressionSyntax> MeterNames(SourceFile file)
    {
        var made = file.Unit.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            .Where(creation => creation.Type.ToString() is "Meter" or "ActivitySource")
            .Select(creation => creation.ArgumentList!.Arguments[0].Expression);
        var asked = file.Unit.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.ArgumentList.Arguments.Count > 0 && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Create" } access
                && access.Expression.ToString().Contains("meter", StringComparison.OrdinalIgnoreCase))
            .Select(FirstArgument);
        var declared = file.Unit.DescendantNodes().OfType<VariableDeclarationSyntax>().Where(field => field.Type.ToString() is "Meter" or "ActivitySource")
            .SelectMany(field => field.Variables).Select(variable => variable.Initializer?.Value).OfType<ImplicitObjectCreationExpressionSyntax>()
            .Select(creation => creation.ArgumentList.Arguments[0].Expression);
        return made.Concat(asked).Concat(declared);
    }

    // { "site", value } in a TagList, and new KeyValuePair<string, object?>("site", value).
    private static IEnumerable<ExpressionSyntax> TagKeys(SourceFile file)
    {
        var listed = file.Unit.DescendantNodes().OfType<InitializerExpressionSyntax>()
            .Where(part => part.IsKind(SyntaxKind.ComplexElementInitializerExpression) && part.Expressions.Count == 2).Select(part => part.Expressions[0]);
        var paired = file.Unit.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
            .Where(creation => creation is ImplicitObjectCreationExpressionSyntax || creation.ToString().Contains("KeyValuePair", StringComparison.Ordinal))
            .Where(creation => creation.ArgumentList is { Arguments.Count: 2 } list && list.Arguments[0].Expression is LiteralExpressionSyntax)
            .Select(creation => creation.ArgumentList!.Arguments[0].Expression);
        return listed.Concat(paired);
    }

    // A literal is its text; a constant is looked up by name, in the same file first.
    private static string Resolve(ExpressionSyntax name, SourceFile file, IEnumerable<SourceFile> files)
    {
        if (name is LiteralExpressionSyntax literal)
        {
            return literal.Token.ValueText;
        }

        var constant = NameOf(name);
        var values = files.OrderByDescending(other => ReferenceEquals(other, file)).SelectMany(other => other.Unit.DescendantNodes().OfType<VariableDeclaratorSyntax>())
            .Where(declared => declared.Identifier.Text == constant).Select(declared => declared.Initializer?.Value).OfType<LiteralExpressionSyntax>();
        return values.FirstOrDefault()?.Token.ValueText ?? $"the value of {name}, which is no constant";
    }

    private static ExpressionSyntax FirstArgument(InvocationExpressionSyntax call) => call.ArgumentList.Arguments[0].Expression;

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => expression.ToString(),
    };
}
