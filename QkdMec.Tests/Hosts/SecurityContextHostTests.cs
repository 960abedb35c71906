using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Hosts;

/// <summary>Tests of one security context at its host, with its client bound to it.</summary>
public abstract class SecurityContextHostTests : IAsyncLifetime
{
    private protected const string Context = "0123456789abcdef0123456789abcdef";

    /// <summary>Starts the host.</summary>
    /// <param name="options">How it treats its contexts.</param>
    protected SecurityContextHostTests(SecurityContextOptions options)
    {
        Parts = new EdgeHostParts { Options = options };
        Host = new EdgeHostFixture(Parts);
        Client = new EdgeClient(Parts, Grain, Context);
    }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected EdgeHostParts Parts { get; }

    private protected EdgeHostFixture Host { get; }

    private protected EdgeClient Client { get; }

    private protected ISecurityContextGrain Grain =>
        Host.Grains.GetGrain<ISecurityContextGrain>(new SecurityContextId(EdgeHostParts.Host, ContextId.Parse(Context)).ToGrainKey());

    public ValueTask InitializeAsync() => new(Client.BindAsync());

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        GC.SuppressFinalize(this);
        return Host.DisposeAsync();
    }
}
