using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Notifications;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Mec;
using QkdMec.Tests.Simulation.Networks;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>The silos of a MEC system, each with its keeper of notifications as in the product.</summary>
internal static class NotifyingSilos
{
    /// <summary>Adds the silos.</summary>
    /// <param name="simulation">Where.</param>
    /// <param name="receivers">Who is notified.</param>
    /// <param name="options">How.</param>
    /// <param name="keeps">Whether unfinished deliveries are looked for.</param>
    public static void Add(SimulatedCluster simulation, SimulatedReceivers receivers, NotificationOptions options, bool keeps = true)
    {
        var system = new MecTestSystem { Notifications = options, Sender = provider => receivers.SenderOf(provider.GetRequiredService<TimeProvider>()) };
        foreach (var silo in system.Silos(new SeededEntropy(7), new CountedIds()))
        {
            simulation.AddSilo(new SiloDefinition(silo.Name, silo.Metadata, services =>
            {
                silo.Fill(services.AddSingleton<IGrainStateStore>(new TestStateStore(silo.States)));
                if (keeps)
                {
                    services.AddSingleton<IIncomingGrainCallFilter>(provider => new StartOfSilo(
                        () => _ = simulation.Start(() => provider.GetRequiredService<NotificationKeeper>().RunAsync(default))));
                }
            }));
        }
    }
}
