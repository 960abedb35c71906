using System.Runtime.CompilerServices;
using System.Xml.Linq;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Layering;

/// <summary>Does every project use only what it may?</summary>
public sealed class LayeringTests
{
    private static readonly string[] Friends = ["QkdMec.Tests", "QkdMec.Bench"];

    public static TheoryData<string> Built() =>
        [.. Layers.Allowed.Keys.Where(project => project is not "QkdMec.Bench" && (project != "QkdMec.Embedded" || IsEmbeddedBuild) && (project != "QkdMec.Grpc" || Layers.UsedBy("QkdMec.Gateway").Contains(project)))];

    private static bool IsEmbeddedBuild => typeof(IGrain).Assembly.GetName().Name == "QkdMec.Embedded";

    [Fact]
    public void Table_KnowsEveryProject() => Assert.Equal(Repository.Projects, Layers.Allowed.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Solution_ListsEveryProject()
    {
        var solution = Repository.Read("QkdMec.sln");

        Rule.Holds("Add to QkdMec.sln", Repository.Projects.Where(project => !solution.Contains($"{project}.csproj", StringComparison.Ordinal)));
    }

    [Fact]
    public void ProjectFiles_NameOnlyWhatTheyMayUse() =>
        Rule.Holds("See the table in Layers", from project in Layers.Allowed.Keys
                                              from used in Layers.NamedBy(project)
                                              let objection = Layers.Objection(project, used)
                                              where objection is not null
                                              select objection);

    [Theory]
    [MemberData(nameof(Built))]
    public void Assemblies_UseOnlyWhatTheyMay(string project) =>
        Rule.Holds("See the table in Layers", Layers.UsedBy(project).Select(used => Layers.Objection(project, used)).OfType<string>());

    [Theory]
    [MemberData(nameof(Built))]
    public void Internals_AreOpenToTestsOnly(string project)
    {
        var friends = Layers.Load(project).GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InternalsVisibleToAttribute))
            .Select(data => (string)data.ConstructorArguments[0].Value!);

        Assert.Empty(friends.Except(Friends));
    }

    [Fact]
    public void Versions_StandInOneFile()
    {
        var own = Repository.Projects.SelectMany(project => Repository.Files(project, "*.csproj"))
            .Where(file => XDocument.Parse(Repository.Read(file)).Descendants("PackageReference").Any(reference => reference.Attribute("Version") is not null));

        Rule.Holds("Versions stand in Directory.Packages.props", own);
    }

    [Theory]
    [InlineData("QkdMec.Client", "QkdMec.Grains", true)]
    [InlineData("QkdMec.Client", "QkdMec.Protocols", false)]
    [InlineData("QkdMec.Grains", "Microsoft.AspNetCore.Http", true)]
    [InlineData("QkdMec.Grains", "System.Data.Common", true)]
    [InlineData("QkdMec.Grains", "Microsoft.Extensions.Logging.Abstractions", false)]
    [InlineData("QkdMec.Protocols", "Orleans.Core", true)]
    [InlineData("QkdMec.Gateway", "QkdMec.Silo", true)]
    public void Objection_KnowsTheTable(string project, string used, bool objects) => Assert.Equal(objects, Layers.Objection(project, used) is not null);
}
