namespace QkdMec.Gateway.Callbacks;

/// <summary>How many requests are under way: one slow receiver must not keep the others from being told.</summary>
internal sealed class SendingPlaces(NotificationSenderOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> taken = new(StringComparer.OrdinalIgnoreCase);
    private int all;

    /// <summary>Takes a place; false when there is none.</summary>
    public bool TryTake(string receiver)
    {
        lock (gate)
        {
            var others = taken.GetValueOrDefault(receiver);
            if (all >= options.Places || others >= options.PlacesOfOneReceiver)
            {
                return false;
            }

            (all, taken[receiver]) = (all + 1, others + 1);
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(string receiver)
    {
        lock (gate)
        {
            all--;
            if (--taken[receiver] == 0)
            {
                taken.Remove(receiver);
            }
        }
    }
}
