using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Is everything there after one call, and still once after two?</summary>
public sealed class FunctionRegistrationTests
{
    [Fact]
    public void AddFunctions_WhenCalledTwice_RegistersEachFunctionOnce()
    {
        using var host = Build(_ => { });

        var runtime = host.Services.GetRequiredService<IFunctionRuntime>();

        Assert.Equal(["cardio-risk", "covid-risk", "ecg-monitor", "echo"], runtime.Functions.Select(function => function.Name));
        Assert.All(runtime.Functions, function => Assert.Equal(FunctionKinds.Builtin, function.Kind));
        Assert.Equal("echo", runtime.Find("echo")?.Name);
        Assert.Null(runtime.Find("Echo"));
        Assert.Single(host.Services.GetServices<IHostedService>().OfType<FunctionStartCheck>());
    }

    [Fact]
    public async Task Start_WhenModelsAreAsExpected_Succeeds()
    {
        using var host = Build(_ => { });

        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_WhenOptionsAreOutOfRange_ListsEveryFault()
    {
        using var host = Build(services => services.Configure<FunctionRuntimeOptions>(options =>
        {
            options.MaximumArgumentBytes = 10;
            options.MaximumResultBytes = int.MaxValue;
            options.TimeLimit = TimeSpan.Zero;
            options.JournalCapacity = 0;
        }));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            ["MaximumArgumentBytes is 10", "MaximumResultBytes is 2147483647", "TimeLimit is 00:00:00", "JournalCapacity is 0"],
            exception.Failures.Select(failure => failure[10..failure.IndexOf(';', StringComparison.Ordinal)]));
    }

    private static IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        configure(builder.Services.AddFunctions().AddFunctions());
        return builder.Build();
    }
}
