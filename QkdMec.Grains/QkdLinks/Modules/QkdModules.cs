using System.Collections.Frozen;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>The devices that were installed at a site.</summary>
internal sealed class QkdModules(IEnumerable<IQkdModule> modules) : IQkdModules
{
    private readonly FrozenDictionary<LinkId, IQkdModule> modules = modules.ToFrozenDictionary(module => module.Link);

    public IQkdModule? Find(LinkId link) => modules.GetValueOrDefault(link);
}
