using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks;

/// <summary>The links as they are laid now; every silo holds one.</summary>
public interface ILinkDirectory
{
    /// <summary>The plan of a link; null when there is no such link, or not any more.</summary>
    LinkPlan? Find(LinkId link);
}
