using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QkdMec.Tests.Architecture.Determinism;

/// <summary>Finds what the ban list cannot name: code whose outcome depends on hash codes, which differ in every process.</summary>
/// <remarks><c>Dictionary</c> and <c>HashSet</c> are not meant: they enumerate in the order of insertion.</remarks>
internal static class HashOrder
{
    private static readonly string[] HashOrdered =
        ["ImmutableDictionary", "ImmutableHashSet", "FrozenDictionary", "FrozenSet", "ConcurrentDictionary", "ConcurrentBag"];

    /// <summary>Operators of LINQ whose result is the same in any order.</summary>
    private static readonly string[] AnyOrder =
        ["Any", "All", "Count", "Contains", "Sum", "Max", "Min", "Order", "OrderBy", "OrderDescending", "OrderByDescending", "ToDictionary", "ToHashSet", "ToFrozenDictionary",
         "ToFrozenSet", "ToImmutableDictionary", "ToImmutableHashSet", "ToImmutableSortedDictionary", "ToImmutableSortedSet", "TryGetValue", "GetValueOrDefault", "ContainsKey"];

    private static readonly string[] HashFunctions = ["GetHashCode", "Combine", "ToHashCode"];

    /// <summary>Places of a program that enumerate in hash order, or compute hash codes outside of <c>GetHashCode</c>.</summary>
    public static IEnumerable<string> In(Compilation program) =>
        from tree in program.SyntaxTrees
        let model = program.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes()
        let fault = Enumeration(node, model) ?? HashCode(node, model)
        where fault is not null
        select $"{tree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {fault}";

    private static string? Enumeration(SyntaxNode node, SemanticModel model) => node switch
    {
        CommonForEachStatementSyntax loop when Walks(loop.Expression, model) is { } type => $"foreach over {type}",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            when Walks(access.Expression, model) is { } type && IsOrdered(model.GetSymbolInfo(call).Symbol) => $"{access.Name.Identifier.Text} over {type}",
        SpreadElementSyntax spread when Walks(spread.Expression, model) is { } type => $"spread of {type}",
        _ => null,
    };

    // Keys and Values of such a collection have its order too.
    private static string? Walks(ExpressionSyntax expression, SemanticModel model)
    {
        var source = expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Keys" or "Values" } part ? part.Expression : expression;
        var type = model.GetTypeInfo(source).Type?.Name;
        return HashOrdered.Contains(type) ? type : null;
    }

    private static bool IsOrdered(ISymbol? symbol) =>
        symbol is IMethodSymbol { IsExtensionMethod: true } method
        && (method.ContainingType.Name == "Enumerable" || method.Name.StartsWith("To", StringComparison.Ordinal))
        && !AnyOrder.Contains(method.Name);

    private static string? HashCode(SyntaxNode node, SemanticModel model) =>
        node is InvocationExpressionSyntax call
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol method
        && HashFunctions.Contains(method.Name)
        && (method.Name == "GetHashCode" || method.ContainingType.Name == "HashCode")
        && !call.Ancestors().OfType<MethodDeclarationSyntax>().Any(caller => caller.Identifier.Text == "GetHashCode")
            ? $"{method.ContainingType.Name}.{method.Name} outside of GetHashCode"
            : null;
}
