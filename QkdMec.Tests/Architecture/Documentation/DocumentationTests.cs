using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Documentation;

/// <summary>Do the pages say what there is, and is there what they say?</summary>
public sealed class DocumentationTests
{
    private static readonly string[] Words =
    [
        "site", "SAE", "KME", "QKD module", "QKD link", "key block", "key pool", "trusted relay", "LCMP", "MEO", "MEC host", "MEC app", "app context", "security context", "key store",
    ];

    private static readonly string[] SecretTags = ["key", "key_id", "keyid", "kid", "context", "context_id", "contextid", "invocation", "invocation_id"];

    [Fact]
    public void Options_StandInConfiguration()
    {
        var page = MarkdownPage.Load("docs/configuration.md");

        Rule.Holds("Document in docs/configuration.md, under a heading with the type's name", from type in OptionTypes.All
                                                                                             let section = page.Section($"`{type.Name}`")
                                                                                             from setting in OptionTypes.Settings(type)
                                                                                             where section?.Contains($"`{Spelled(type, setting)}`", StringComparison.Ordinal) != true
                                                                                             select $"{type.Name} {Spelled(type, setting)}");
    }

    [Fact]
    public void CommandLineOptions_StandInConfiguration()
    {
        var page = MarkdownPage.Load("docs/configuration.md");

        Rule.Holds("Document in docs/configuration.md, under a heading with the project's name", from option in OptionTypes.CommandLineOptions
                                                                                                where page.Section($"`{option.Project}`")?.Contains($"`{option.Name}`", StringComparison.Ordinal) != true
                                                                                                select $"{option.Project} {option.Name}");
    }

    [Fact]
    public void Configuration_SpeaksOfNothingThatIsGone()
    {
        var page = MarkdownPage.Load("docs/configuration.md");
        var types = OptionTypes.All.Select(type => $"`{type.Name}`").ToList();

        Rule.Holds("These are gone", page.Headings.Where(heading => heading.Contains("Options`", StringComparison.Ordinal) && !types.Exists(type => heading.Contains(type, StringComparison.Ordinal))));
    }

    [Fact]
    public void Instruments_StandInTelemetry()
    {
        var spans = MarkdownPage.Load("docs/telemetry.md").CodeSpans.ToHashSet(StringComparer.Ordinal);

        Rule.Holds("Document in docs/telemetry.md", Instruments.In([.. SourceTree.Product]).Where(found => !spans.Contains(found.Name)).Select(found => $"{found.Name} in {found.Where}"));
    }

    [Fact]
    public void Instruments_TagNeitherKeysNorContexts() =>
        Rule.Holds("A tag is bounded and never a key or context id",
            Instruments.Tags([.. SourceTree.Product]).Where(tag => SecretTags.Contains(tag.Name.ToLowerInvariant())).Select(tag => $"{tag.Name} in {tag.Where}"));

    [Fact]
    public void Links_LeadToFiles() => Rule.Holds("These links lead nowhere", MarkdownPage.All.SelectMany(DocumentedPaths.DeadLinks));

    [Fact]
    public void Paths_Exist() => Rule.Holds("These paths do not exist", MarkdownPage.All.SelectMany(DocumentedPaths.DeadPaths));

    [Fact]
    public void Map_NamesWhatExists() => Rule.Holds("These are neither types nor folders", MarkdownPage.All.SelectMany(DocumentedPaths.DeadNames));

    [Fact]
    public void Glossary_ExplainsEveryWordOfTheDesign()
    {
        var glossary = Repository.Read("docs/glossary.md");

        Rule.Holds("Explain in docs/glossary.md", Words.Where(word => !glossary.Contains($"**{word}**", StringComparison.Ordinal)));
    }

    [Fact]
    public void Decisions_AreNumberedOnceAndTitledByTheirNumber()
    {
        var decisions = Repository.Files("docs/adr", "*.md").ToList();

        Assert.Equal(decisions.Count, decisions.Select(NumberOf).Distinct().Count());
        Rule.Holds("The title begins with the number", decisions.Where(file => !Repository.Read(file).StartsWith($"# {NumberOf(file)} ", StringComparison.Ordinal)));
    }

    private static string NumberOf(string file) => Path.GetFileName(file)[..4];

    // A scenario file is JSON in camel case; options keep the spelling of the code.
    private static string Spelled(Type type, string setting) =>
        type.Name.EndsWith("Scenario", StringComparison.Ordinal) ? char.ToLowerInvariant(setting[0]) + setting[1..] : setting;
}
