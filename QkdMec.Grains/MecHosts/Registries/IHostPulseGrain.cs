using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>Says that a MEC host lives. Key: <c>site/host</c>; it runs only where the host itself runs.</summary>
[Alias(TypeAliases.HostPulseGrain)]
public interface IHostPulseGrain : IGrainWithStringKey
{
    /// <summary>Answers, which is all it has to do.</summary>
    Task AnswerAsync(CancellationToken cancellationToken);
}
