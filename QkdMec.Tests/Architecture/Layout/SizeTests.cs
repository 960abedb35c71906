using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Layout;

/// <summary>Is everything small enough to read?</summary>
public sealed class SizeTests
{
    /// <summary>Entries in the list of exceptions. Lower it with every entry that goes; it is not raised.</summary>
    private const int Exceptions = 0;

    [Fact]
    public void Source_IsWithinItsBudgets()
    {
        var violations = SizeExceptions.Load().Violations(SourceTree.Files.SelectMany(SizeMeter.Of));

        Rule.Holds("Split these (a soft limit may be listed, with its reason, in " + SizeExceptions.File + ")", violations);
    }

    [Fact]
    public void Exceptions_AreAllNeeded() =>
        Rule.Holds("These exceptions are needed no more: delete them from " + SizeExceptions.File,
            SizeExceptions.Load().Unneeded(SourceTree.Files.SelectMany(SizeMeter.Of)));

    [Fact]
    public void Exceptions_OnlyShrink() => Assert.Equal(Exceptions, SizeExceptions.Load().Count);

    [Fact]
    public void Meter_WhenMethodIsLong_CountsFromNameToBrace()
    {
        var file = SourceFile.Parse("P/A.cs", "class A\n{\n    [X]\n    public int M(\n        int a)\n    {\n        return a;\n    }\n}\n");

        Assert.Contains(new Measure(MeasureKind.Method, "P/A.cs#A.M", 5), SizeMeter.Of(file));
        Assert.Contains(new Measure(MeasureKind.File, "P/A.cs", 9), SizeMeter.Of(file));
    }

    [Fact]
    public void Meter_CountsParametersOfMethodsAndPrimaryConstructorsButNotOfRecords()
    {
        var file = SourceFile.Parse("P/A.cs", "class A(int a, int b) { void M(int x, int y, int z) {} } record R(int a, int b);");

        var counts = SizeMeter.Of(file).Where(measure => measure.Kind is MeasureKind.Parameters or MeasureKind.Constructor);

        Assert.Equal(["Constructor P/A.cs#A.new 2", "Parameters P/A.cs#A.M 3"], counts.Select(measure => measure.ToString()));
    }

    [Fact]
    public void Violations_WhenAboveHardLimit_AreReportedThoughListed()
    {
        var exceptions = SizeExceptions.Parse("File P/A.cs 500  # grown\nFile P/B.cs 250  # one table");

        var violations = exceptions.Violations(
            [new(MeasureKind.File, "P/A.cs", 401), new(MeasureKind.File, "P/B.cs", 250), new(MeasureKind.File, "P/C.cs", 201)]);

        Assert.Equal(["File P/A.cs 401", "File P/C.cs 201"], violations.Select(violation => violation[..violation.IndexOf(" (", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Violations_WhenAboveListedSize_AreReported() =>
        Assert.Single(SizeExceptions.Parse("File P/A.cs 250  # one table").Violations([new(MeasureKind.File, "P/A.cs", 251)]));

    [Fact]
    public void Unneeded_WhenWithinSoftLimit_IsReported() =>
        Assert.Equal(["File P/A.cs"], SizeExceptions.Parse("File P/A.cs 250  # one table").Unneeded([new(MeasureKind.File, "P/A.cs", 200)]));

    [Fact]
    public void Parse_WhenReasonIsMissing_Throws() => Assert.Throws<FormatException>(() => SizeExceptions.Parse("File P/A.cs 250"));
}
