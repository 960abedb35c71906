using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>What is stored of dead letters.</summary>
[GenerateSerializer, Alias(TypeAliases.DeadLetterState)]
internal sealed class DeadLetterState
{
    /// <summary>The letters in the order in which they were given up.</summary>
    [Id(0)]
    public List<DeadLetter> Letters { get; set; } = [];
}
