using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Documentation;

/// <summary>Do the finders behind the documentation tests find what is wrong?</summary>
public sealed class FindersTests
{
    [Fact]
    public void Instruments_AreFoundByLiteralAndByConstant()
    {
        var file = SourceFile.Parse(
            "P/A.cs",
            """
            class A
            {
                const string Name = "qkdmec.a.one";
                static readonly ActivitySource Source = new("QkdMec.Spans");
                A(IMeterFactory meters)
                {
                    var meter = meters.Create("QkdMec.A");
                    meter.CreateCounter<long>(Name);
                    meter.CreateHistogram<double>("qkdmec.a.two").Record(1, new TagList { { "site", 1 } });
                    meter.CreateGauge<int>(Made());
                }
            }
            """);

        Assert.Equal(["qkdmec.a.one", "qkdmec.a.two", "the value of Made(), which is no constant", "QkdMec.A", "QkdMec.Spans"], Instruments.In([file]).Select(found => found.Name));
        Assert.Equal(["site"], Instruments.Tags([file]).Select(found => found.Name));
    }

    [Fact]
    public void DeadPaths_WhenFolderIsNotThere_AreReported()
    {
        var page = new MarkdownPage("ARCHITECTURE.md", "`Grains/Identity` `Grains/NoSuch` `QkdMec.Grains/Identity/{SiteId,NoSuch}.cs` `docs/adr` `site/kme` `/api/v1` `SiteId` `NoSuchType`");

        Assert.Equal(["ARCHITECTURE.md: Grains/NoSuch", "ARCHITECTURE.md: QkdMec.Grains/Identity/{SiteId,NoSuch}.cs"], DocumentedPaths.DeadPaths(page));
        Assert.Equal(["ARCHITECTURE.md: NoSuchType"], DocumentedPaths.DeadNames(page));
    }

    [Fact]
    public void DeadLinks_WhenFileIsNotThere_AreReported()
    {
        var page = new MarkdownPage("docs/page.md", "[a](adr/0001-two-grain-hosts.md#x) [b](nowhere.md) [c](https://example.org) [d](#here)");

        Assert.Equal(["docs/page.md: nowhere.md"], DocumentedPaths.DeadLinks(page));
    }

    [Fact]
    public void Section_EndsAtTheNextHeading()
    {
        var page = new MarkdownPage("p.md", "# One `A`\nfirst\n## Two `B`\nsecond\n");

        Assert.Equal("# One `A`\nfirst\n", page.Section("`A`"));
        Assert.Null(page.Section("`C`"));
    }
}
