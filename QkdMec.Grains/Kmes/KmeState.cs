using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Kmes;

/// <summary>What a KME remembers over a restart.</summary>
[GenerateSerializer, Alias(TypeAliases.KmeState)]
internal sealed class KmeState
{
    /// <summary>The last alarms, the oldest first.</summary>
    [Id(0)]
    public List<KmeAlarm> Alarms { get; set; } = [];
}
