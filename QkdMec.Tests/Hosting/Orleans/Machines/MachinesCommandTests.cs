namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>A command line that is misunderstood would be a run without what it was to show.</summary>
public sealed class MachinesCommandTests
{
    [Fact]
    public void Options_AreTakenUp()
    {
        var options = MachinesCommand.Read(["--faults", "20", "--seed", "7", "--minutes", "4", "--without", "disk,part"])!;

        Assert.Equal((20, 7, TimeSpan.FromMinutes(4)), (options.Faults, options.Seed, options.Within));
        Assert.Equal([FaultKind.Disk, FaultKind.Part], options.Without);
        Assert.Empty(MachinesCommand.Read([])!.Without);
    }

    [Theory]
    [InlineData("--faults", "0")]
    [InlineData("--seed", "x")]
    [InlineData("--minutes")]
    [InlineData("--without", "disc")]
    [InlineData("--without", "")]
    [InlineData("--without", "kill,cut,part,database,disk")]
    [InlineData("--rounds", "3")]
    public void WhatIsNotUnderstood_IsRefused(params string[] arguments) => Assert.Null(MachinesCommand.Read(arguments));
}
