using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>The devices of a site, each installed when its link is first used. Safe for concurrent use.</summary>
/// <remarks>A link that is gone has no device; one that is laid anew has a new one. The old device is taken out and destroyed.</remarks>
internal sealed class QkdModules(ILinkDirectory links, Func<LinkPlan, IQkdModule?> install) : IQkdModules, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<LinkId, Installed> modules = [];

    public IQkdModule? Find(LinkId link)
    {
        var plan = links.Find(link);
        lock (gate)
        {
            if (modules.TryGetValue(link, out var known))
            {
                if (known.Generation == plan?.Generation)
                {
                    return known.Module;
                }

                TakeOut(link, known);
            }

            if (plan is null || install(plan) is not { } module)
            {
                return null;
            }

            modules.Add(link, new Installed(module, plan.Generation));
            return module;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (link, module) in modules.ToList())
            {
                TakeOut(link, module);
            }
        }
    }

    private void TakeOut(LinkId link, Installed module)
    {
        modules.Remove(link);
        (module.Module as IDisposable)?.Dispose();
    }

    private sealed record Installed(IQkdModule Module, long Generation);
}
