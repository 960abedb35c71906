using QkdMec.Grains.QkdLinks;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class QkdLinkOptionsValidatorTests
{
    [Fact]
    public void Validate_OfTheDefaults_Succeeds() => Assert.True(new QkdLinkOptionsValidator().Validate(null, new QkdLinkOptions()).Succeeded);

    [Fact]
    public void Validate_ListsEveryFault()
    {
        var options = new QkdLinkOptions
        {
            TickPeriod = TimeSpan.Zero,
            BlockPeriod = TimeSpan.FromHours(1),
            AllowancePeriod = TimeSpan.Zero,
            FullPause = TimeSpan.FromMinutes(1),
            CallTimeout = TimeSpan.FromMinutes(1),
            MinBlockBytes = 300001,
            MaxBlockBytes = 4,
            MaxBlocksPerTick = 0,
        };

        Assert.Equal(9, new QkdLinkOptionsValidator().Validate(null, options).Failures!.Count());
    }
}
