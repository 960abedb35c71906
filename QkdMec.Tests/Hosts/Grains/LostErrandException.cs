namespace QkdMec.Tests.Hosts.Grains;

/// <summary>An error the host has no serializer for.</summary>
internal sealed class LostErrandException(string message) : Exception(message);
