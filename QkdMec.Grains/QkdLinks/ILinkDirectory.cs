using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks;

/// <summary>The links as they are laid; every silo holds one.</summary>
public interface ILinkDirectory
{
    /// <summary>The plan of a link.</summary>
    /// <exception cref="KeyNotFoundException">There is no such link.</exception>
    LinkPlan Require(LinkId link);
}
