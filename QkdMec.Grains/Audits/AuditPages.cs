namespace QkdMec.Grains.Audits;

/// <summary>How the log is divided into pages, so that no record grows with it.</summary>
internal static class AuditPages
{
    /// <summary>Entries of a page: few enough that writing it again with each batch stays small.</summary>
    public const int Size = 128;

    /// <summary>The most pages that one turn drops: a limit that was lowered by much is reached in steps.</summary>
    public const int DroppedAtOnce = 16;

    /// <summary>The page of an entry's number.</summary>
    public static long PageOf(long number) => (number - 1) / Size;

    /// <summary>The number of the entry at a place of a page.</summary>
    public static long NumberOf(long page, int place) => (page * Size) + place + 1;

    /// <summary>The oldest page to keep when a new last page begins.</summary>
    public static long FirstToKeep(long first, long last, int entries)
    {
        var pages = ((entries - 1) / Size) + 1;
        return Math.Clamp(last - pages + 1, first, first + DroppedAtOnce);
    }
}
