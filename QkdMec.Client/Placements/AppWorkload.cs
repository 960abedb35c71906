using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Placements;

/// <summary>What applications ask for: marginals of the reference workload, drawn independently of each other.</summary>
internal static class AppWorkload
{
    private static readonly double[] RegionWeights =
    [
        .046288, .012333, .114772, .00143, .007451, .079131, .009212, .001479, .004158, .335142, .054378, .018638, .087561, .00000002,
        .001615, .040909, .04832, .008427, .008133, .034161, .007785, .049668, .00059, .01248, .008038, .001969, .004751, .001181,
    ];

    private static readonly double[] RateWeights = [.03763, .16686, .18213, .17294, .17857, .17666, .07281, .0124];

    private static readonly (double Share, double Value)[] LoadQuantiles =
    [
        (0, .00835), (.05, .00849), (.1, .00895), (.2, .01), (.3, .01168), (.4, .01539), (.5, .01804), (.6, .02697), (.7, .03799),
        (.75, .05149), (.8, .08943), (.85, .15854), (.9, .42137), (.92, .60686), (.94, .91779), (.96, 1), (1, 1),
    ];

    private static readonly double[] LifetimeDeciles = [0, 2958, 68888, 196360, 418182, 684408, 845662, 953486, 1123500, 1206201, 1209596];

    /// <summary>How many regions there are.</summary>
    public static int Regions => RegionWeights.Length;

    /// <summary>A user's region.</summary>
    public static int DrawRegion(IChance chance) => DrawIndex(RegionWeights, chance);

    /// <summary>A key rate from 1 to 8 kb/s.</summary>
    public static double DrawRate(IChance chance) => DrawIndex(RateWeights, chance) + 1;

    /// <summary>A load: log-linear between the quantiles.</summary>
    public static double DrawLoad(IChance chance)
    {
        var share = chance.Fraction();
        var above = Array.FindIndex(LoadQuantiles, quantile => quantile.Share > share);
        var (low, high) = (LoadQuantiles[above - 1], LoadQuantiles[above]);
        return low.Value * Math.Pow(high.Value / low.Value, (share - low.Share) / (high.Share - low.Share));
    }

    /// <summary>A lifetime in seconds: exponential, with a mean that is linear between the deciles.</summary>
    public static double DrawLifetime(IChance chance)
    {
        var place = chance.Fraction() * (LifetimeDeciles.Length - 1);
        var below = (int)place;
        var mean = LifetimeDeciles[below] + ((place - below) * (LifetimeDeciles[below + 1] - LifetimeDeciles[below]));
        return DrawExponential(mean, chance);
    }

    /// <summary>An exponential time of that mean.</summary>
    public static double DrawExponential(double mean, IChance chance) => -mean * Math.Log(1 - chance.Fraction());

    private static int DrawIndex(double[] weights, IChance chance)
    {
        var drawn = chance.Fraction() * weights.Sum();
        for (var index = 0; index < weights.Length; index++)
        {
            drawn -= weights[index];
            if (drawn < 0)
            {
                return index;
            }
        }

        return weights.Length - 1;
    }
}
