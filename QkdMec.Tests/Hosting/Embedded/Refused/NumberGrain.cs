namespace QkdMec.Tests.Hosting.Embedded.Refused;

internal sealed class NumberGrain : Grain, INumberGrain
{
    public int Count() => 1;
}
