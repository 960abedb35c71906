namespace QkdMec.Grains.Functions;

/// <summary>The latest activation records of this process, bounded; the oldest give way.</summary>
public interface IActivationJournal
{
    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    void Add(ActivationRecord record);

    /// <summary>The latest records.</summary>
    /// <param name="limit">At most so many.</param>
    /// <returns>The records, the newest first.</returns>
    IReadOnlyList<ActivationRecord> Latest(int limit);

    /// <summary>Looks a record up.</summary>
    /// <param name="id">The activation.</param>
    /// <returns>The record, or null when there is none any more.</returns>
    ActivationRecord? Find(ActivationId id);
}
