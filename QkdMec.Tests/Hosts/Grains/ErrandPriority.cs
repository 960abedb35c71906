namespace QkdMec.Tests.Hosts.Grains;

public enum ErrandPriority
{
    Low,
    High,
}
