using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Architecture.Messages;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Secrecy;

/// <summary>What a grain contract may not speak of: clear key bytes, arguments and results.</summary>
internal static class SecrecyRules
{
    /// <summary>Where every run of bytes in a message is justified.</summary>
    public const string AllowedBytesFile = "QkdMec.Tests/Architecture/Secrecy/byte-members.txt";

    private static readonly HashSet<Type> ClearForms =
    [
        typeof(KeyMaterial), typeof(byte[]), typeof(Memory<byte>), typeof(ReadOnlyMemory<byte>), typeof(ArraySegment<byte>), typeof(Stream), typeof(object),
        typeof(JsonElement), typeof(JsonDocument), typeof(JsonNode), typeof(JsonObject), typeof(Grains.Functions.FunctionInvocation), typeof(Grains.Functions.FunctionResult),
    ];

    /// <summary>The members the list allows to be bytes, as <c>wire name member</c>.</summary>
    public static IReadOnlySet<string> AllowedBytes { get; } = Repository.Read(AllowedBytesFile)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .Select(ReadAllowed)
        .ToHashSet();

    /// <summary>Clear forms in the signatures of a grain.</summary>
    public static IEnumerable<string> ClearSignatures(Type grain) =>
        from type in GrainContracts.SignatureTypes(grain)
        where GrainContracts.Parts(type).Any(part => ClearForms.Contains(part) || part == typeof(ImmutableArray<byte>))
        select $"{grain.FullName} takes or returns {type}";

    /// <summary>Clear forms among the members of a message.</summary>
    public static IEnumerable<string> ClearMembers(Type message) =>
        from member in GrainContracts.Members(message)
        where GrainContracts.Parts(member.Type).Any(ClearForms.Contains)
        select $"{message.FullName}.{member.Name} is a {member.Type}";

    /// <summary>Runs of bytes among the members of a message, as <c>wire name member</c>.</summary>
    public static IEnumerable<string> ByteMembers(Type message) =>
        from member in GrainContracts.Members(message)
        where GrainContracts.Parts(member.Type).Any(part => part == typeof(ImmutableArray<byte>) || part == typeof(ImmutableArray<char>))
        select $"{AliasTable.AliasOf(message) ?? message.FullName} {member.Name}";

    private static string ReadAllowed(string line)
    {
        var reason = line.IndexOf("  # ", StringComparison.Ordinal);
        return reason > 0 ? line[..reason] : throw new FormatException($"'{line}' in {AllowedBytesFile} has no reason");
    }
}
