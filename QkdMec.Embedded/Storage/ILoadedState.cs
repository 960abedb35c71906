namespace QkdMec.Embedded.Storage;

/// <summary>A state that is read before its activation starts.</summary>
internal interface ILoadedState
{
    Task ReadStateAsync(CancellationToken cancellationToken);
}
