using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Layout;

/// <summary>Measures files, methods and parameter lists.</summary>
/// <remarks>
/// The members of a positional record are its data and not counted as parameters, nor are those of an override or an explicit
/// implementation, whose shape somebody else chose, nor the fields of a <c>[LoggerMessage]</c>.
/// </remarks>
internal static class SizeMeter
{
    /// <summary>Everything measured in one file.</summary>
    public static IEnumerable<Measure> Of(SourceFile file)
    {
        yield return new Measure(MeasureKind.File, file.Path, file.Lines);
        foreach (var node in file.Unit.DescendantNodes())
        {
            if (LinesOf(node) is { } lines)
            {
                yield return new Measure(MeasureKind.Method, Name(file, node), lines);
            }

            if (ParametersOf(node) is { } parameters)
            {
                var kind = node is ConstructorDeclarationSyntax or TypeDeclarationSyntax ? MeasureKind.Constructor : MeasureKind.Parameters;
                yield return new Measure(kind, Name(file, node), parameters);
            }
        }

        if (TopLevelStatementLines(file.Unit) is { } statements)
        {
            yield return new Measure(MeasureKind.Method, $"{file.Path}#statements", statements);
        }
    }

    private static int? LinesOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => Span(StartOf(method), method.GetLastToken()),
        AccessorDeclarationSyntax { Body: not null } accessor => Span(accessor.Keyword, accessor.GetLastToken()),
        PropertyDeclarationSyntax { ExpressionBody: not null } property => Span(property.Identifier, property.GetLastToken()),
        _ => null,
    };

    private static int? ParametersOf(SyntaxNode node) => node switch
    {
        RecordDeclarationSyntax => null,
        TypeDeclarationSyntax { ParameterList: { } list } => list.Parameters.Count,
        ConstructorDeclarationSyntax constructor => constructor.ParameterList.Parameters.Count,
        MethodDeclarationSyntax method when IsOwnShape(method) => Count(method.ParameterList),
        LocalFunctionStatementSyntax local => Count(local.ParameterList),
        DelegateDeclarationSyntax handler => Count(handler.ParameterList),
        _ => null,
    };

    private static int Count(ParameterListSyntax list) =>
        list.Parameters.Count(parameter => !parameter.Modifiers.Any(SyntaxKind.ThisKeyword));

    private static bool IsOwnShape(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && method.ExplicitInterfaceSpecifier is null
        && !method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "LoggerMessage");

    private static SyntaxToken StartOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        _ => method.ParameterList.OpenParenToken,
    };

    private static int Span(SyntaxToken first, SyntaxToken last) => LineOf(last) - LineOf(first) + 1;

    private static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().EndLinePosition.Line;

    private static int? TopLevelStatementLines(CompilationUnitSyntax unit)
    {
        var statements = unit.Members.OfType<GlobalStatementSyntax>().ToList();
        return statements.Count == 0 ? null : Span(statements[0].GetFirstToken(), statements[^1].GetLastToken());
    }

    private static string Name(SourceFile file, SyntaxNode node)
    {
        var types = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().Reverse().Select(type => type.Identifier.Text);
        return $"{file.Path}#{string.Join('.', types.Append(OwnName(node)))}";
    }

    private static string OwnName(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax => "new",
        TypeDeclarationSyntax type => $"{type.Identifier.Text}.new",
        PropertyDeclarationSyntax property => property.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        DelegateDeclarationSyntax handler => handler.Identifier.Text,
        AccessorDeclarationSyntax accessor => $"{(accessor.Parent?.Parent as PropertyDeclarationSyntax)?.Identifier.Text}.{accessor.Keyword.Text}",
        OperatorDeclarationSyntax symbol => $"operator{symbol.OperatorToken.Text}",
        _ => node.Kind().ToString(),
    };
}
