using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>What is stored of a part of the index.</summary>
[GenerateSerializer, Alias(TypeAliases.NotifierIndexState)]
internal sealed class NotifierIndexState
{
    /// <summary>The last stamp that was given.</summary>
    [Id(0)]
    public long LastStamp { get; set; }

    /// <summary>The entries in ordinal order of their contexts.</summary>
    [Id(1)]
    public List<UnfinishedNotifier> Entries { get; set; } = [];
}
