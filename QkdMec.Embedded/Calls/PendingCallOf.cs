namespace QkdMec.Embedded.Calls;

/// <summary>A call that answers with a <typeparamref name="TResult"/>.</summary>
internal sealed class PendingCallOf<TResult>(CallEndpoint source, string subject) : PendingCall(source, subject)
{
    private readonly TaskCompletionSource<TResult> _completion = new();

    public override Task Task => _completion.Task;

    public Task<TResult> TypedTask => _completion.Task;

    protected override void SetResult(object? result) => _completion.SetResult((TResult)result!);

    protected override void SetException(Exception error)
    {
        if (error is OperationCanceledException cancelled)
            _completion.SetCanceled(cancelled.CancellationToken);
        else
            _completion.SetException(error);
    }
}
