namespace QkdMec.Grains.AppContexts.Admissions;

/// <summary>
/// Whether somebody may have a context of an application at all, asked before a host is chosen. The system's own one reads the application's rules; one that asks a
/// server for authorisation is registered in its place and answers within the time of a call between grains.
/// </summary>
public interface IAdmission
{
    /// <summary>Why not, as a sentence for the device; null: admitted. An exception is answered as a part of the system that does not answer.</summary>
    ValueTask<string?> FindRefusalAsync(AdmissionRequest request, CancellationToken cancellationToken);
}
