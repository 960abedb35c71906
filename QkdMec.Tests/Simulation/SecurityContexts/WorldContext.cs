using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>One app context of the world.</summary>
/// <param name="Id">Its host and its context id.</param>
/// <param name="App">The application.</param>
/// <param name="MayRunTwice">Whether the application is declared idempotent.</param>
internal sealed record WorldContext(SecurityContextId Id, string App, bool MayRunTwice)
{
    public string Place => Id.ToGrainKey();

    public ContextIdentity Identity { get; } = new(Id.Context.Value, App, Id.Host.ToGrainKey());

    public SecurityContextBinding Binding { get; } = new(Id.Context, App, FunctionOf(App));

    /// <summary>When somebody last asked to bind it.</summary>
    public TimeSpan AskedAt { get; set; }

    /// <summary>Whether somebody asked to close it; it need not be there any more.</summary>
    public bool IsClosing { get; set; }

    public static string FunctionOf(string app) => "run-" + app;
}
