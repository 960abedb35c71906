namespace QkdMec.Protocols.Placements;

/// <summary>Chooses an edge node and a path for an application, or refuses it. It reads the board and changes nothing.</summary>
public interface IAdmissionPolicy
{
    /// <summary>Where the application goes.</summary>
    Admission Decide(PlacementBoard board, AppDemand demand);
}
