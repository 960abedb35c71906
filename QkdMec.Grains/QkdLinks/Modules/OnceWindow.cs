namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>Accepts each number once, in any order within a window; what fell out of the window is refused.</summary>
internal sealed class OnceWindow
{
    /// <summary>How far below the highest number seen a number is still accepted.</summary>
    public const int Width = 1024;

    private readonly bool[] seen = new bool[Width];
    private long highest = -1;

    /// <summary>Whether this is the first time; negative numbers never are.</summary>
    public bool TryAccept(long number)
    {
        if (number < 0 || number <= highest - Width)
        {
            return false;
        }

        MoveTo(number);
        var slot = (int)(number % Width);
        var isFirst = !seen[slot];
        seen[slot] = true;
        return isFirst;
    }

    private void MoveTo(long number)
    {
        if (number <= highest)
        {
            return;
        }

        if (number - highest >= Width)
        {
            Array.Clear(seen);
        }
        else
        {
            for (var passed = highest + 1; passed <= number; passed++)
            {
                seen[(int)(passed % Width)] = false;
            }
        }

        highest = number;
    }
}
