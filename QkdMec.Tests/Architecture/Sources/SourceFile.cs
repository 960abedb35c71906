using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QkdMec.Tests.Architecture.Sources;

/// <summary>One parsed source file.</summary>
internal sealed class SourceFile
{
    private SourceFile(string path, string text)
    {
        Path = path;
        Unit = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), path).GetRoot();
        Lines = text.Length == 0 ? 0 : text.TrimEnd('\n').Count(character => character == '\n') + 1;
    }

    /// <summary>From the repository's root, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>How many lines.</summary>
    public int Lines { get; }

    /// <summary>What the parser made of it.</summary>
    public CompilationUnitSyntax Unit { get; }

    /// <summary>The project it is in.</summary>
    public string Project => Path[..Path.IndexOf('/')];

    /// <summary>The namespace its folder asks for.</summary>
    public string FolderNamespace => Path[..Path.LastIndexOf('/')].Replace('/', '.');

    /// <summary>Parses a text as if it stood at that path.</summary>
    public static SourceFile Parse(string path, string text) => new(path, text);

    /// <summary>Parses a file of the repository.</summary>
    public static SourceFile Load(string path) => new(path, Repository.Read(path));

    /// <summary>The types the file declares outside of any other type.</summary>
    public IEnumerable<BaseTypeDeclarationSyntax> TopLevelTypes =>
        Unit.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>();

    /// <summary>The namespaces the file declares.</summary>
    public IEnumerable<string> Namespaces => Unit.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString());
}
