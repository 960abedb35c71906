using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>The QKD devices of one site, by link. Site-local.</summary>
public interface IQkdModules
{
    /// <summary>The device of a link; null when this site has none.</summary>
    IQkdModule? Find(LinkId link);
}
